-- Findings on plots of the caller's parks that stand on a day, or that were resolved after a day. Params: as_of, resolved_since (null = those
-- standing), rule, severity, park (codes, null = all), plot_id (null = all), q, all_parks, park_ids. Index: plot_finding_park.
select f.id, f.plot_id, f.other_plot_id, f.rule, f.rule_version, f.code, f.severity, f.message_zh, f.message_en, f.fix_zh, f.fix_en, f.measured, f.required,
       f.tolerances, f.found_on, f.resolved_on, v.plot_no, o.plot_no as other_plot_no, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en,
       ST_AsGeoJSON(f.geom, 9, 0)::jsonb as geometry
from plot_finding f
join park p on p.id = f.park_id
left join lateral (
    select x.plot_no from plot_version x where x.plot_id = f.plot_id and upper_inf(x.recorded) order by x.valid @> cast(:as_of as date) desc, lower(x.valid) desc limit 1
) v on true
left join lateral (
    select x.plot_no from plot_version x where x.plot_id = f.other_plot_id and upper_inf(x.recorded) order by x.valid @> cast(:as_of as date) desc, lower(x.valid) desc limit 1
) o on true
where (:all_parks or f.park_id = any(:park_ids))
  and case when cast(:resolved_since as date) is null
           then f.found_on <= cast(:as_of as date) and (f.resolved_on is null or f.resolved_on > cast(:as_of as date))
           else f.resolved_on >= cast(:resolved_since as date) and f.resolved_on <= cast(:as_of as date) and f.found_on < f.resolved_on end
  and (cast(:rule as text) is null or f.rule = cast(:rule as text))
  and (cast(:severity as text) is null or f.severity = cast(:severity as text))
  and (cast(:park as text) is null or p.code = cast(:park as text))
  and (cast(:plot_id as bigint) is null or f.plot_id = cast(:plot_id as bigint) or f.other_plot_id = cast(:plot_id as bigint))
  and (cast(:q as text) = '' or v.plot_no ilike '%' || cast(:q as text) || '%' or o.plot_no ilike '%' || cast(:q as text) || '%')
order by array_position(array['error', 'warning', 'info'], f.severity), p.sort_order, v.plot_no, f.rule, f.id

-- Overlaps of plots of the caller's parks with constraint areas that stand on a day, with what was said of them. Params: as_of, kind, cause,
-- park (null = all), is_open (only those nobody has looked at), plot_id (null = all), q, all_parks, park_ids. Index: constraint_overlap_park.
select c.id, c.plot_id, c.area_id, c.kind, c.mode, c.severity, c.name_zh, c.name_en, c.basis, c.distance_m, c.overlap_m2, c.share, c.cause, c.found_on,
       v.plot_no, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, ST_AsGeoJSON(c.geom, 9, 0)::jsonb as geometry,
       w.decision, w.note_zh, w.document_no, w.reviewed_on, w.reviewed_by_name
from constraint_overlap c
join park p on p.id = c.park_id
left join lateral (
    select x.plot_no from plot_version x where x.plot_id = c.plot_id and upper_inf(x.recorded) order by x.valid @> cast(:as_of as date) desc, lower(x.valid) desc limit 1
) v on true
left join overlap_review w on w.overlap_id = c.id and w.reviewed_on <= cast(:as_of as date)
where (:all_parks or c.park_id = any(:park_ids))
  and c.found_on <= cast(:as_of as date) and (c.resolved_on is null or c.resolved_on > cast(:as_of as date))
  and (cast(:kind as text) is null or c.kind = cast(:kind as text))
  and (cast(:cause as text) is null or c.cause = cast(:cause as text))
  and (cast(:park as text) is null or p.code = cast(:park as text))
  and (not cast(:is_open as boolean) or w.id is null)
  and (cast(:plot_id as bigint) is null or c.plot_id = cast(:plot_id as bigint))
  and (cast(:q as text) = '' or v.plot_no ilike '%' || cast(:q as text) || '%' or c.name_zh ilike '%' || cast(:q as text) || '%')
order by array_position(array['error', 'warning', 'info'], c.severity), p.sort_order, v.plot_no, c.kind, c.id

-- Measures as they stand on :as_of, one row each, with who left and came, the area and the figures before and after.
-- Params: as_of, all_parks, park_ids; measure_id, plot_id, case_id, measures, stages, origins, parks,
-- q (like pattern): null does not filter; due: "overdue", "soon" (overdue or within the days of reuse.milestone_warning_days) or "". Index: reuse_step_once, reuse_party_measure, reuse_figures_measure.
select k.measure_id as id, k.reuse_no, k.zone_id, k.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, k.plot_id, v.plot_no,
       plot_area_on(k.plot_id, cast(:as_of as date)) as plot_area_m2, v.is_live, k.measure, k.road, k.origin, k.case_id, c.case_no, cs.state as case_state,
       m.origin_note, m.title_zh, m.reason_zh, m.officer_name, k.stage, k.since, k.area_m2, m.geom is null as is_whole, k.target_m2, k.target_investment_yuan,
       k.target_output_yuan, k.target_tax_yuan, k.release_by, k.reuse_by, k.released_m2, k.released_on, k.prepared_on, k.resupplied_on, k.reused_on,
       k.next_due_on, k.is_open, left_who.names as left_names_zh, came_who.names as came_names_zh, b.figures as before, a.figures as after,
       m.registered_by_name, m.evidence_ids
from reuse_standing(cast(:as_of as date)) k
join reuse_measure m on m.id = k.measure_id
join park p on p.id = k.park_id
left join idle_case c on c.id = k.case_id
left join lateral (select s.to_state as state from idle_case_step s where s.case_id = k.case_id and s.taken_on <= cast(:as_of as date) order by s.sequence desc limit 1) cs on true
left join lateral (
    select x.plot_no, x.valid @> cast(:as_of as date) as is_live from plot_version x
    where x.plot_id = k.plot_id and upper_inf(x.recorded) and lower(x.valid) <= cast(:as_of as date) order by lower(x.valid) desc limit 1
) v on true
left join lateral (
    select string_agg(y.name_zh, '、' order by q.moved_on, q.id) as names from reuse_party_live q join party y on y.id = q.party_id
    where q.measure_id = k.measure_id and q.direction = 'left' and q.moved_on <= cast(:as_of as date)
) left_who on true
left join lateral (
    select string_agg(y.name_zh, '、' order by q.moved_on, q.id) as names from reuse_party_live q join party y on y.id = q.party_id
    where q.measure_id = k.measure_id and q.direction = 'came' and q.moved_on <= cast(:as_of as date)
) came_who on true
left join lateral (select to_jsonb(f) as figures from reuse_figures_live f where f.measure_id = k.measure_id and f.side = 'before') b on true
left join lateral (select to_jsonb(f) as figures from reuse_figures_live f where f.measure_id = k.measure_id and f.side = 'after') a on true
where (:all_parks or k.park_id = any(:park_ids))
  and (cast(:measure_id as bigint) is null or k.measure_id = :measure_id)
  and (cast(:plot_id as bigint) is null or k.plot_id = :plot_id)
  and (cast(:case_id as bigint) is null or k.case_id = :case_id)
  and (cast(:measures as text[]) is null or k.measure = any(:measures))
  and (cast(:stages as text[]) is null or k.stage = any(:stages))
  and (cast(:origins as text[]) is null or k.origin = any(:origins))
  and (cast(:parks as text[]) is null or p.code = any(:parks))
  and (:due = '' or k.next_due_on < cast(:as_of as date)
       or (:due = 'soon' and k.next_due_on <= cast(:as_of as date) + rulebook_number('reuse.milestone_warning_days', cast(:as_of as date))::integer))
  and (cast(:q as text) is null or k.reuse_no ilike :q or m.title_zh ilike :q or v.plot_no ilike :q or c.case_no ilike :q or left_who.names ilike :q
       or came_who.names ilike :q or m.officer_name ilike :q)
order by k.is_open desc, k.next_due_on nulls last, k.since desc, k.measure_id desc

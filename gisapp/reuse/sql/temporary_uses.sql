-- Temporary uses as they stand on :as_of, those that want attention first. 
-- Params: as_of, all_parks, park_ids; use_id, plot_id, measure_id, standings, parks, q (like pattern): null does not filter.
-- Index: temporary_use_step_once, temporary_use_park.
select t.use_id as id, t.use_no, u.zone_id, t.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, t.plot_id, v.plot_no,
       plot_area_on(t.plot_id, cast(:as_of as date)) as plot_area_m2, t.measure_id, m.reuse_no, u.party_id, t.user_name, t.purpose, u.purpose_zh, t.area_m2, t.arranged_on,
       t.starts_on, t.until_on, t.limit_on, t.state, t.since, t.restore_by, t.standing, t.due_on, u.rent_yuan_per_year, u.deposit_yuan, u.agreement_no, u.restoration_zh,
       u.officer_name, u.registered_by_name, steps.list as steps
from temporary_use_standing(cast(:as_of as date)) t
join temporary_use u on u.id = t.use_id
join park p on p.id = t.park_id
left join reuse_measure m on m.id = t.measure_id
left join lateral (
    select x.plot_no from plot_version x where x.plot_id = t.plot_id and upper_inf(x.recorded) and lower(x.valid) <= cast(:as_of as date) order by lower(x.valid) desc limit 1
) v on true
cross join lateral (
    select jsonb_agg(jsonb_build_object('sequence', s.sequence, 'from_state', s.from_state, 'state', s.state, 'taken_on', s.taken_on, 'until_on', s.until_on,
                                        'restore_by', s.restore_by, 'note', s.note, 'evidence_ids', s.evidence_ids, 'actor_name', s.actor_name) order by s.sequence) as list
    from temporary_use_step s where s.use_id = t.use_id and s.taken_on <= cast(:as_of as date)
) steps
where (:all_parks or t.park_id = any(:park_ids))
  and (cast(:use_id as bigint) is null or t.use_id = :use_id)
  and (cast(:plot_id as bigint) is null or t.plot_id = :plot_id)
  and (cast(:measure_id as bigint) is null or t.measure_id = :measure_id)
  and (cast(:standings as text[]) is null or t.standing = any(:standings))
  and (cast(:parks as text[]) is null or p.code = any(:parks))
  and (cast(:q as text) is null or t.use_no ilike :q or v.plot_no ilike :q or t.user_name ilike :q or u.agreement_no ilike :q or m.reuse_no ilike :q)
order by array_position(array['overdue', 'not_restored', 'vacated', 'running', 'scheduled', 'restored'], t.standing), t.due_on nulls last, t.use_id

-- Cases of idle land as they stand on :as_of, one row each: a CTE `cases` that one case and the list are asked of. Params: as_of, case_id (null = all), all_parks, park_ids.
-- Steps dated after :as_of have not been taken yet; corrections are laid over what was first entered. Index: idle_case_park,
-- idle_case_step_once, idle_case_entry_case, idle_case_officer_case.
with cases as (
select i.id, i.case_no, i.zone_id, i.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, i.plot_id, v.plot_no, v.bbox,
       i.contract_id, c.contract_no, c.supervision_no, i.party_id, y.name_zh as party_name_zh, y.name_en as party_name_en, i.ground, i.source, i.source_note,
       i.found_on, i.since, i.area_m2, i.idle_area_m2, i.geom is not null as is_part, i.registered_at, i.registered_by_name,
       k.state, k.step, k.sequence, k.since as state_since, k.next_due_on, k.due_of, k.side, k.cause, k.measure, k.terms_until, k.determined_on,
       k.decided_on, k.closed_on, k.is_open, o.officer_id, coalesce(o.officer_name, '') as officer_name, o.holds_from as officer_from,
       e.blocking, e.instrument, e.next_step, e.next_step_due_on, e.next_step_note, greatest(k.since, e.entered_on, o.holds_from) as touched_on,
       (select count(*) from idle_case_correction x where x.case_id = i.id and x.corrected_on <= :as_of) as correction_count,
       n.amount_yuan as decided_amount_yuan
from idle_case_standing(:as_of) k
join idle_case_live i on i.id = k.case_id
join park p on p.id = i.park_id
left join contract c on c.id = i.contract_id
left join party y on y.id = i.party_id
left join lateral (
    select b.plot_no, array[ST_XMin(b.geom), ST_YMin(b.geom), ST_XMax(b.geom), ST_YMax(b.geom)] as bbox
    from plot_version b where b.plot_id = i.plot_id and upper_inf(b.recorded) order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
left join lateral (
    select f.officer_id, f.officer_name, f.holds_from from idle_case_officer f where f.case_id = i.id and f.holds_from <= :as_of
    order by f.holds_from desc, f.id desc limit 1
) o on true
left join lateral (
    select max(t.code) filter (where t.kind = 'blocking') as blocking, max(t.code) filter (where t.kind = 'instrument') as instrument,
           max(t.code) filter (where t.kind = 'next_step') as next_step, max(t.due_on) filter (where t.kind = 'next_step') as next_step_due_on,
           max(t.note) filter (where t.kind = 'next_step') as next_step_note, max(t.entered_on) as entered_on
    from (
        select distinct on (h.kind) h.kind, h.code, h.due_on, h.note, h.entered_on from idle_case_entry h
        where h.case_id = i.id and h.entered_on <= :as_of order by h.kind, h.entered_on desc, h.id desc
    ) t
) e on true
left join lateral (
    select s.amount_yuan from idle_case_step_live s where s.case_id = i.id and s.step = 'decide' and s.taken_on <= :as_of
      and k.decided_on is not null order by s.sequence desc limit 1  -- the last decision is the one in force, where one is
) n on true
where (cast(:case_id as bigint) is null or i.id = :case_id) and (:all_parks or i.park_id = any(:park_ids))
)

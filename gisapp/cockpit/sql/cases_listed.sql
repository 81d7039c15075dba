-- Cases of idle land on :as_of, one row each, with what counts as idle land: found idle and not closed.
-- Params: as_of, all_parks, park_ids, parks (codes, null = all). Index: idle_case_park, idle_case_step_once.
select 'case-' || i.id as key, i.id as case_id, i.plot_id, v.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       i.case_no as reference, y.name_zh as party_name_zh, i.ground, s.state, s.step, s.side, s.cause, s.measure, i.since, i.found_on, s.since as state_since,
       s.determined_on, s.closed_on, s.next_due_on as due_on, s.is_open, i.idle_area_m2 as area_m2, i.contract_id,
       case when s.state = 'not_idle' then 'not_idle'
            when s.is_open and s.determined_on is not null then 'idle'
            when s.is_open then 'suspected'
            when s.closed_on >= date_trunc('year', cast(:as_of as date))::date then 'closed_this_year'
            else 'closed_before' end as standing
from idle_case_standing(:as_of) s
join idle_case_live i on i.id = s.case_id
join park k on k.id = i.park_id
left join party y on y.id = i.party_id
left join lateral (
    select b.plot_no from plot_version b where b.plot_id = i.plot_id and upper_inf(b.recorded)
    order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
where (:all_parks or i.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, i.case_no

-- Contracted land that the rules call idle on :as_of and that no case has found idle, one row per contract; proposals are told apart.
-- Params: as_of, all_parks, park_ids, parks (codes, null = all). Index: idle_finding_contract, idle_case_contract.
select 'finding-' || f.contract_id as key, f.contract_id, f.plot_id, v.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       c.contract_no as reference, coalesce(c.project_name, '') as what_zh, y.name_zh as party_name_zh, f.ground, f.state, f.side, f.since, f.latest_on as due_on,
       open_case.case_no, open_case.case_no is not null as has_case, coalesce(v.area_m2, c.area_m2) as area_m2, case when f.is_proposal then 'proposed' else 'suspected' end as kind
from idle_finding_on(:as_of) f
join contract c on c.id = f.contract_id
join party y on y.id = c.party_id
join lateral (
    select b.plot_no, b.park_id, s.area_m2
    from plot_version b
    left join plot_snapshot s on s.plot_id = b.plot_id and s.valid @> cast(:as_of as date)
    where b.plot_id = f.plot_id and upper_inf(b.recorded)
    order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
join park k on k.id = v.park_id
left join lateral (
    select i.case_no, s.determined_on from idle_case_standing(:as_of) s join idle_case i on i.id = s.case_id
    where i.contract_id = f.contract_id and s.is_open order by s.determined_on nulls last limit 1
) open_case on true
where f.ground is not null and open_case.determined_on is null
  and (:all_parks or v.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, c.contract_no

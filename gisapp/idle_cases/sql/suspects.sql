-- Contracts whose newest answer says idle and for which no case of that ground is open, oldest idleness first.
-- Params: as_of, all_parks, park_ids. Index: idle_finding, plot_snapshot, idle_case_plot.
select f.contract_id, f.contract_no, f.plot_id, s.plot_no, s.park_id, p.code as park_code, p.name_zh as park_name_zh, f.party_id, y.name_zh as party_name_zh,
       f.state, f.ground, f.since, f.side, f.is_proposal, f.latest_on, f.area_m2, f.judged_on, f.is_stale,
       (select max(i.case_no) from idle_case i join idle_case_standing(:as_of) d on d.case_id = i.id
        where i.contract_id = f.contract_id and i.ground = f.ground and d.state = 'not_idle') as dismissed_case_no
from idle_finding_on(:as_of) f
join plot_snapshot s on s.plot_id = f.plot_id and s.valid @> cast(:as_of as date)
join park p on p.id = s.park_id
left join party y on y.id = f.party_id
where f.ground is not null and (:all_parks or s.park_id = any(:park_ids))
  and not exists (
      select from idle_case_standing(:as_of) k join idle_case i on i.id = k.case_id
      where k.is_open and i.plot_id = f.plot_id and i.ground = f.ground and (i.contract_id is null or i.contract_id = f.contract_id))
order by f.since, f.contract_no

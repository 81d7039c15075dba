-- Plots with a contract in force on :as_of, by the last milestone done by then. Indexes: plot_snapshot_geom_3857, then contract_plot, obligation_once
-- and commitment_check by contract and key. Contracts, supplements, checks and ends are kept with when they were entered.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.name_zh as park_name_zh,
       contract_progress(c.id, :as_of) as contract_progress, c.contract_no, y.name_zh as party_name_zh, c.signed_on, n.version_no, m.next_on,
       s.area_m2::float8 as area_m2
from plot_snapshot s
join contract c on c.plot_id = s.plot_id and c.signed_on <= :as_of and c.recorded_at <= 'infinity'
  and (c.ended_on is null or c.ended_on > :as_of or not c.end_recorded_at <= 'infinity')
left join contract_version_period n on n.contract_id = c.id and n.holds @> :as_of
left join lateral (
    select min(o.due_on) as next_on from contract_milestone o
    where o.contract_id = c.id and o.version_no = n.version_no and (o.actual_on is null or o.actual_on > :as_of)
) m on true
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = c.party_id
where s.valid @> :as_of

-- Plots whose contract is idle, may be found idle, has to be surveyed or falls due soon on :as_of, by the newest kept answer; one that was overtaken by a
-- change or by time is "to be judged again". Indexes: plot_snapshot_geom_3857, then contract_plot and idle_finding_pkey.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.name_zh as park_name_zh, f.land_class, f.state as idle_state, f.since, f.side as cause_side,
       f.duty as idle_duty, f.latest_on, c.contract_no, y.name_zh as party_name_zh, f.holds_from as judged_on, s.area_m2::float8 as area_m2
from plot_snapshot s
join contract c on c.plot_id = s.plot_id and c.signed_on <= :as_of and (c.ended_on is null or c.ended_on > :as_of)
join lateral (
    select n.*, case when n.is_stale or n.holds_until <= :as_of then case when n.state <> 'completed' then 'stale' end
                     else idle_land_class(n.state, n.latest_on, :as_of) end as land_class
    from idle_finding n where n.contract_id = c.id and n.holds_from <= :as_of order by n.holds_from desc limit 1
) f on f.land_class is not null
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = c.party_id
where s.valid @> :as_of

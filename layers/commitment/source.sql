-- Plots with a contract in force on :as_of, by the worst state of its promises: what is open and bad before what is running, and kept only where
-- nothing else is left. Indexes: plot_snapshot_geom_3857, then contract_plot, obligation_once and commitment_check by contract and key.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.name_zh as park_name_zh,
       w.state as commitment_state, w.contract_no, w.open_count, w.late_count, w.next_on, y.name_zh as party_name_zh,
       s.area_m2::float8 as area_m2
from plot_snapshot s
join lateral (
    select (array_agg(o.worst order by o.place))[1] as state, min(o.contract_id) as contract_id, min(c.contract_no) as contract_no,
           (count(*) filter (where not o.is_settled))::int as open_count,
           (count(*) filter (where o.tally = 'late' and not o.is_settled))::int as late_count, min(o.act_by) as next_on, min(o.party_id) as party_id
    from (
        select t.*, case when t.state = 'late' and t.is_settled then 'kept' else t.state end as worst,
               array_position(array['broken', 'late', 'rectifying', 'due', 'not_yet_due', 'kept', 'waived'],
                              case when t.state = 'late' and t.is_settled then 'kept' else t.state end) as place
        from obligation_standing(:as_of) t where t.plot_id = s.plot_id
    ) o join contract c on c.id = o.contract_id
    having count(*) > 0
) w on true
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = w.party_id
where s.valid @> :as_of

-- Built industrial and warehouse plots on :as_of with the floor area they may still carry. Indexes: plot_snapshot_geom_3857, then contract_plot and plot_built_plot.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.name_zh as park_name_zh, r.state, r.room_m2::float8 as room_m2,
       r.allowed_m2::float8 as allowed_m2, r.floor_area_m2::float8 as floor_area_m2, r.open_land_m2::float8 as open_land_m2,
       r.far_max::float8 as far_max, r.far_source, s.area_m2::float8 as area_m2
from plot_snapshot s
join lateral (select * from room_left_on(:as_of) k where k.plot_id = s.plot_id offset 0) r on true  -- the fence keeps the spatial index first
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
where s.valid @> :as_of

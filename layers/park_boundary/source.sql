-- One row per park whose boundary is in force on :as_of. Index: park_boundary_geom_3857; counts by plot_snapshot_park.
select b.id, b.park_id, b.geom, b.geom_3857, p.code, p.name_zh, p.name_en, b.area_planar_m2::float8 as area_m2,
       (select count(*) from plot_snapshot s where s.park_id = b.park_id and s.valid @> :as_of and s.is_public)::int as offer_count,
       (select count(*) from plot_snapshot s where s.park_id = b.park_id and s.valid @> :as_of)::int as plot_count,
       (select coalesce(sum(s.area_m2), 0) from plot_snapshot s where s.park_id = b.park_id and s.valid @> :as_of)::float8 as plot_area_m2
from park_boundary b
join park p on p.id = b.park_id
where b.valid @> :as_of and upper_inf(b.recorded)

-- How far a position (degrees, EPSG:4490) lies outside a plot on :as_of, in metres in the plane of its park; 0 inside.
-- Params: plot_id, as_of, lon, lat. The trigger of patrol_visit measures in the same way.
select round(ST_Distance(ST_Transform(v.geom, v.planar_epsg), ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4490), v.planar_epsg))::numeric, 1)::float8
from plot_version v
where v.plot_id = :plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)

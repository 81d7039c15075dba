-- Plots of the park's zone near a box that stand on a day or from a later day on, one shape each (the first of these days).
-- Params: park_id, as_of, west, south, east, north (degrees). Index: plot_version_geom.
select distinct on (v.plot_id) v.plot_id, v.plot_no, ST_AsBinary(v.geom) as geom
from plot_version v
where v.zone_id = (select zone_id from park where id = :park_id) and upper_inf(v.recorded)
  and v.valid && daterange(cast(:as_of as date), null)
  and v.geom && ST_MakeEnvelope(:west, :south, :east, :north, 4490)
order by v.plot_id, lower(v.valid)

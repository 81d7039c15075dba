-- Outlines of plots on :as_of, simplified to two metres. Params: as_of, plot_ids, all_parks, park_ids. Index: plot_version_plot.
select v.plot_id, v.plot_no, ST_AsGeoJSON(ST_SimplifyPreserveTopology(v.geom, 0.00002), 6)::jsonb as geometry, ST_X(p.point) as lon, ST_Y(p.point) as lat
from plot_version v
cross join lateral (select ST_PointOnSurface(v.geom) as point) p
where v.plot_id = any(:plot_ids) and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and (:all_parks or v.park_id = any(:park_ids))

-- Where plots are on :as_of: a point inside each, in degrees and in the plane of its park. Params: as_of, plot_ids, all_parks, park_ids.
-- Index: plot_version_plot.
select v.plot_id, v.plot_no, v.zone_id, v.park_id, k.code as park_code, k.name_zh as park_name_zh, v.planar_epsg, ST_X(p.point) as lon, ST_Y(p.point) as lat,
       ST_X(ST_Transform(p.point, v.planar_epsg)) as east, ST_Y(ST_Transform(p.point, v.planar_epsg)) as north
from plot_version v
join park k on k.id = v.park_id
cross join lateral (select ST_PointOnSurface(v.geom) as point) p
where v.plot_id = any(:plot_ids) and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and (:all_parks or v.park_id = any(:park_ids))

-- A registered plot on a day with its park (WKB, EPSG:4490). Params: plot_id, as_of, all_parks, park_ids. Index: plot_version_plot.
select v.zone_id, v.park_id, v.planar_epsg, v.plot_no, p.name_zh as park_name_zh, ST_AsBinary(v.geom) as geom
from plot_version v
join park p on p.id = v.park_id
where v.plot_id = :plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and (:all_parks or v.park_id = any(:park_ids))

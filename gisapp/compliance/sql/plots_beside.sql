-- The caller's plots around a shape on a day (WKB, EPSG:4490). Params: geom (WKB, 4490), as_of, plot_id (itself, or null), all_parks, park_ids.
-- Index: plot_version_geom.
select v.plot_no, ST_AsBinary(v.geom) as geom
from (select ST_Expand(ST_GeomFromWKB(:geom, 4490), 0.006) as box) s
join plot_version v on v.geom && s.box and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
where (cast(:plot_id as bigint) is null or v.plot_id <> cast(:plot_id as bigint)) and (:all_parks or v.park_id = any(:park_ids))
order by v.plot_no
limit 80

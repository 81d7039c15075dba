-- The zone, and the caller's park in which a shape lies most on a day (null where in none). Params: geom (WKB, 4490), as_of, all_parks, park_ids.
-- Index: park_boundary_geom.
with shape as materialized (select ST_GeomFromWKB(:geom, 4490) as g)
select z.id as zone_id, coalesce(f.planar_epsg, z.planar_epsg) as planar_epsg, f.park_id, f.name_zh as park_name_zh
from (select id, planar_epsg from zone order by id limit 1) z
left join lateral (
    select p.id as park_id, p.name_zh, p.planar_epsg
    from park_boundary b
    join park p on p.id = b.park_id
    cross join shape s
    where p.zone_id = z.id and upper_inf(b.recorded) and b.valid @> cast(:as_of as date) and b.geom && s.g and ST_Intersects(b.geom, s.g)
      and (:all_parks or p.id = any(:park_ids))
    order by ST_Area(ST_Intersection(ST_Transform(b.geom, p.planar_epsg), ST_Transform(s.g, p.planar_epsg))) desc
    limit 1
) f on true

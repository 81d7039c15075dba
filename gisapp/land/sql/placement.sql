-- What stands in the way of shapes, each on its own day: parts outside its park, overlaps with live plots. One row each.
-- Params, one element a shape: keys bigint[], geoms bytea[] (WKB, 4490), days date[], park_ids bigint[], plot_ids bigint[] (itself, or null);
-- overlap_tolerance, outside_tolerance (m²).
-- Index: plot_version GiST (geom). Areas are planar in the park's system, like the trigger that guards the table.
with shape as materialized (
    select a.key, a.day, a.park_id, a.plot_id, p.zone_id, p.planar_epsg as epsg, a.geom, ST_Transform(a.geom, p.planar_epsg) as p
    from (select key, day, park_id, plot_id, ST_GeomFromWKB(wkb, 4490) as geom
          from unnest(cast(:keys as bigint[]), cast(:geoms as bytea[]), cast(:days as date[]), cast(:park_ids as bigint[]), cast(:plot_ids as bigint[]))
               as u (key, wkb, day, park_id, plot_id)) a
    join park p on p.id = a.park_id
), boundary as (
    select s.key, b.geom from shape s
    join park_boundary b on b.park_id = s.park_id and upper_inf(b.recorded) and b.valid @> s.day
)
select s.key, 'no_boundary' as kind, null::text as other_no, null::numeric as area_m2, null::float8 as distance_m, null::float8 as tolerance_m2,
       null::jsonb as geometry
from shape s where not exists (select from boundary b where b.key = s.key)
union all
select s.key, 'outside', null, round(ST_Area(o.g)::numeric, 2), o.distance_m, :outside_tolerance, ST_AsGeoJSON(ST_Transform(o.g, 4490), 9, 0)::jsonb
from shape s
join boundary b on b.key = s.key
join lateral (select ST_Transform(b.geom, s.epsg) as p) park on not ST_CoveredBy(s.p, park.p)
cross join lateral (select ST_Difference(s.p, park.p) as g, coalesce(
    (select max(ST_Distance(park.p, d.geom)) from ST_DumpPoints(s.p) d), 0) as distance_m) o
where ST_Area(o.g) > :outside_tolerance
union all
select s.key, 'overlap', o.plot_no, o.area_m2, null, :overlap_tolerance, ST_AsGeoJSON(ST_Transform(o.g, 4490), 9, 0)::jsonb
from shape s
cross join lateral (
    select v.plot_no, common.g, round(ST_Area(common.g)::numeric, 2) as area_m2
    from plot_version v
    cross join lateral (select ST_CollectionExtract(ST_Intersection(s.p, ST_Transform(v.geom, s.epsg)), 3) as g) common
    where v.geom && s.geom and v.zone_id = s.zone_id and v.plot_id is distinct from s.plot_id and upper_inf(v.recorded)
          and v.valid && daterange(s.day, null) and ST_Relate(v.geom, s.geom, 'T********') and ST_Area(common.g) > :overlap_tolerance
    order by ST_Area(common.g) desc
    limit 20
) o
order by 1, 2, 4 desc

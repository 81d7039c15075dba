-- What stands in the way of a shape on a day: parts outside the park, overlaps with live plots. One row each.
-- Params: park_id, zone_id, epsg, geom (WKB, 4490), day, plot_id (itself, or null), overlap_tolerance, outside_tolerance (m²).
-- Index: plot_version GiST (geom). Areas are planar in the park's system, like the trigger that guards the table.
with shape as materialized (
    select ST_GeomFromWKB(:geom, 4490) as geom
), planar as materialized (
    select geom, ST_Transform(geom, cast(:epsg as integer)) as p from shape
), boundary as (
    select ST_Transform(b.geom, cast(:epsg as integer)) as p from park_boundary b
    where b.park_id = :park_id and upper_inf(b.recorded) and b.valid @> cast(:day as date)
)
select 'no_boundary' as kind, null::text as other_no, null::numeric as area_m2, null::float8 as distance_m, null::float8 as tolerance_m2, null::jsonb as geometry
where not exists (select from boundary)
union all
select 'outside', null, round(ST_Area(o.g)::numeric, 2), o.distance_m, :outside_tolerance, ST_AsGeoJSON(ST_Transform(o.g, 4490), 9, 0)::jsonb
from planar, boundary,
lateral (select ST_Difference(planar.p, boundary.p) as g, coalesce(
    (select max(ST_Distance(boundary.p, d.geom)) from ST_DumpPoints(planar.p) d), 0) as distance_m) o
where ST_Area(o.g) > :outside_tolerance
union all
(select 'overlap', v.plot_no, round(ST_Area(o.g)::numeric, 2), null, :overlap_tolerance, ST_AsGeoJSON(ST_Transform(o.g, 4490), 9, 0)::jsonb
from planar
join plot_version v on v.geom && planar.geom and ST_Intersects(v.geom, planar.geom)
cross join lateral (select ST_CollectionExtract(ST_Intersection(planar.p, ST_Transform(v.geom, cast(:epsg as integer))), 3) as g) o
where v.zone_id = :zone_id and upper_inf(v.recorded) and v.valid && daterange(cast(:day as date), null)
  and (cast(:plot_id as bigint) is null or v.plot_id <> :plot_id) and ST_Area(o.g) > :overlap_tolerance
order by ST_Area(o.g) desc
limit 20)

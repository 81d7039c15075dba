-- What stands in the way of many registered plots at once, each on its own day: parts outside the park, overlaps. One row each.
-- Params: plot_ids bigint[], days date[] (one day per plot), overlap_tolerance, outside_tolerance (m²).
-- Index: plot_version GiST (geom). The same measures as land/placement, for plots as they are registered.
with asked as (
    select plot_id, day from unnest(cast(:plot_ids as bigint[]), cast(:days as date[])) as a (plot_id, day)
), shape as materialized (
    select a.plot_id, a.day, v.zone_id, v.park_id, v.planar_epsg as epsg, v.geom, ST_Transform(v.geom, v.planar_epsg) as p
    from asked a join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> a.day
), boundary as (
    select s.plot_id, b.geom from shape s
    join park_boundary b on b.park_id = s.park_id and upper_inf(b.recorded) and b.valid @> s.day
)
select s.plot_id, 'no_boundary' as kind, null::text as other_no, null::numeric as area_m2, null::float8 as distance_m, null::float8 as tolerance_m2,
       null::jsonb as geometry
from shape s where not exists (select from boundary b where b.plot_id = s.plot_id)
union all
select s.plot_id, 'outside', null, round(ST_Area(o.g)::numeric, 2), o.distance_m, :outside_tolerance, ST_AsGeoJSON(ST_Transform(o.g, 4490), 9, 0)::jsonb
from shape s
join boundary b on b.plot_id = s.plot_id and not ST_CoveredBy(s.geom, b.geom)
cross join lateral (select ST_Transform(b.geom, s.epsg) as p) park
cross join lateral (select ST_Difference(s.p, park.p) as g, coalesce(
    (select max(ST_Distance(park.p, d.geom)) from ST_DumpPoints(s.p) d), 0) as distance_m) o
where ST_Area(o.g) > :outside_tolerance
union all
select s.plot_id, 'overlap', v.plot_no, round(ST_Area(o.g)::numeric, 2), null, :overlap_tolerance, ST_AsGeoJSON(ST_Transform(o.g, 4490), 9, 0)::jsonb
from shape s
join plot_version v on v.geom && s.geom and v.zone_id = s.zone_id and v.plot_id <> s.plot_id and upper_inf(v.recorded)
     and v.valid && daterange(s.day, null) and ST_Relate(v.geom, s.geom, 'T********')
cross join lateral (select ST_CollectionExtract(ST_Intersection(s.p, ST_Transform(v.geom, s.epsg)), 3) as g) o
where ST_Area(o.g) > :overlap_tolerance
order by 1, 2, 4 desc

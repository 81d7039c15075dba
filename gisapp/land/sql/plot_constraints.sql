-- Constraint areas that overlap a plot on a day, with the area of overlap. Params: id, as_of. Index: constraint_area GiST (geom).
select a.id, a.kind, a.name_zh, a.name_en, a.source, round(o.area::numeric, 2) as overlap_m2
from plot_version v
join constraint_area a on a.zone_id = v.zone_id and upper_inf(a.recorded) and a.valid @> cast(:as_of as date) and a.geom && v.geom and ST_Intersects(a.geom, v.geom)
cross join lateral (
    select ST_Area(ST_Intersection(ST_Transform(a.geom, v.planar_epsg), ST_Transform(v.geom, v.planar_epsg))) as area
) o
where v.plot_id = :id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and o.area > 0.01
order by o.area desc

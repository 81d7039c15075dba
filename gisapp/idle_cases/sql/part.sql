-- The idle part of a plot: does it lie inside on that day (half a metre of drawing is forgiven), and its planar area. Params: plot_id, as_of, wkt.
-- Index: plot_version_plot.
select ST_CoveredBy(ST_Transform(g.geom, v.planar_epsg), ST_Buffer(ST_Transform(v.geom, v.planar_epsg), 0.5)) as is_inside,
       round(planar_area_m2(g.geom, v.planar_epsg)::numeric, 2) as area_m2
from plot_version v cross join (select ST_Multi(ST_GeomFromText(:wkt, 4490)) as geom) g
where v.plot_id = :plot_id and upper_inf(v.recorded)
order by v.valid @> cast(:as_of as date) desc, v.version_no desc
limit 1

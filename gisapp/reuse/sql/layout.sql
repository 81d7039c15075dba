-- The ground of a measure before and after as GeoJSON (EPSG:4490): the measured part with the plot as it was when it was registered, and the plots that live on it on :as_of.
-- Params: measure_id, as_of. Index: plot_version_plot, plot_version GiST.
with ground as (
    select m.id, m.plot_id, m.geom as part, m.new_layout, old.geom, old.planar_epsg
    from reuse_measure m
    cross join lateral (
        select v.geom, v.planar_epsg from plot_version v
        where v.plot_id = m.plot_id and upper_inf(v.recorded)
          and lower(v.valid) <= (select s.taken_on from reuse_step s where s.measure_id = m.id order by s.sequence limit 1)
        order by lower(v.valid) desc limit 1
    ) old
    where m.id = :measure_id
)
select cast(ST_AsGeoJSON(g.geom, 8) as jsonb) as plot, cast(ST_AsGeoJSON(g.part, 8) as jsonb) as part, cast(ST_AsGeoJSON(g.new_layout, 8) as jsonb) as new_layout,
       (select coalesce(jsonb_agg(jsonb_build_object('plot_id', v.plot_id, 'plot_no', v.plot_no, 'area_m2', coalesce(v.area_surveyed_m2, v.area_planar_m2),
                                                     'geometry', cast(ST_AsGeoJSON(v.geom, 8) as jsonb)) order by v.plot_no), '[]'::jsonb)
        from plot_version v
        where upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and v.geom && g.geom
          and ST_Area(ST_Intersection(ST_Transform(v.geom, g.planar_epsg), ST_Transform(g.geom, g.planar_epsg))) > 1) as plots
from ground g

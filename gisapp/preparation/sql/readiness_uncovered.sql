-- How much of each plot lies outside the assessments named for it, all together: planar square metres in the plot's own system.
-- Asked only where no assessment covers the plot alone. Params: plot_ids bigint[], days date[], kinds text[], assessment_ids text[] ('3,7'; one per
-- plot and kind, same order). Index: regional_assessment primary key, plot_version_plot.
select a.plot_id, a.kind, round(greatest(0, ST_Area(ST_Difference(
           ST_Transform(v.geom, v.planar_epsg),
           (select ST_Union(ST_Transform(r.geom, v.planar_epsg)) from regional_assessment r
            where r.id = any(cast(string_to_array(a.assessment_ids, ',') as bigint[]))))))::numeric, 2) as uncovered_m2
from unnest(cast(:plot_ids as bigint[]), cast(:days as date[]), cast(:kinds as text[]), cast(:assessment_ids as text[]))
     as a (plot_id, day, kind, assessment_ids)
join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> a.day

-- Boundaries of a plot over time as now known. Params: id. Index: plot_version(plot_id).
select version_no, plot_no, coalesce(area_surveyed_m2, area_planar_m2) as area_m2, area_surveyed_m2, area_planar_m2, source, document,
       lower(valid) as valid_from, upper(valid) as valid_to, lower(recorded) as recorded_at
from plot_version where plot_id = :id and upper_inf(recorded) order by valid

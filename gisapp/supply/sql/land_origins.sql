-- Which measures of reuse released the land of a plot, newest first. Params: plot_id, as_of. Index: reuse_measure_plot.
select o.measure_id, o.reuse_no, o.measure, o.origin, o.case_id, o.case_no, o.stage, o.since, o.released_m2
from reuse_origin_on(cast(:as_of as date)) o
where o.plot_id = :plot_id
order by o.since desc, o.measure_id desc

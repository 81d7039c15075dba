-- Answers of the same day that are given again: the newer one takes their place. Params: rows, day. Index: plot_readiness_plot.
delete from plot_readiness p
using jsonb_to_recordset(cast(:rows as jsonb)) as f (plot_id bigint)
where p.plot_id = f.plot_id and lower(p.valid) = cast(:day as date) and upper_inf(p.valid)

-- Answers that held until today end today. Params: rows, day. Index: plot_readiness_plot.
update plot_readiness p set valid = daterange(lower(p.valid), cast(:day as date)), is_stale = false
from jsonb_to_recordset(cast(:rows as jsonb)) as f (plot_id bigint)
where p.plot_id = f.plot_id and upper_inf(p.valid) and lower(p.valid) < cast(:day as date)

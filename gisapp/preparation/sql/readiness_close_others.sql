-- Plots that are candidates no longer: their last answer ends. Params: candidates, day. Index: none needed, small table.
update plot_readiness set valid = daterange(lower(valid), greatest(cast(:day as date), lower(valid) + 1)), is_stale = false
where upper_inf(valid) and plot_id <> all (cast(:candidates as bigint[]))

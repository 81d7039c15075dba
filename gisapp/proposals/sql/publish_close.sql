-- Ends our knowledge of the boundaries in force of plots that change or leave; returns them. Params: plot_ids, day. Index: plot_version (plot_id).
update plot_version v
set recorded = tstzrange(lower(v.recorded), greatest(clock_timestamp(), lower(v.recorded) + interval '1 microsecond'))
where v.plot_id = any(cast(:plot_ids as bigint[])) and upper_inf(v.recorded) and v.valid @> cast(:day as date)
returning v.id

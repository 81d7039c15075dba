-- Ends the states of plots that leave, from the day on; returns how many. Params: plot_ids, day. Index: plot_state (plot_id).
with closed as (
    update plot_state s
    set recorded = tstzrange(lower(s.recorded), greatest(clock_timestamp(), lower(s.recorded) + interval '1 microsecond'))
    where s.plot_id = any(cast(:plot_ids as bigint[])) and upper_inf(s.recorded) and (upper_inf(s.valid) or upper(s.valid) > cast(:day as date))
    returning s.*
)
insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, source, document, valid)
select plot_id, land_control, servicing, supply, development, compliance, source, document, daterange(lower(valid), cast(:day as date))
from closed where lower(valid) < cast(:day as date)

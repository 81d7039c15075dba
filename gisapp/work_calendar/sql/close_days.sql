-- Ends what was known of these days; the rows stay. Params: days. Index: work_calendar_day_once.
update work_calendar_day
set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))
where day = any(cast(:days as date[])) and upper_inf(recorded)

-- Ends what was known of a year; the row stays. Params: year. Index: work_calendar_year_once.
update work_calendar_year
set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))
where year = :year and upper_inf(recorded)

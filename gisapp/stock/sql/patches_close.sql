-- What these patches say is no longer held true; they stay.
update stock_patch
set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))
where id = any (:ids)

-- Ends what was said by an entry; the row stays. Params: id. Index: rulebook_entry primary key.
update rulebook_entry
set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))
where id = :id and upper_inf(recorded)

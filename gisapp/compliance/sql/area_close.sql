-- End our knowledge of a constraint area that is still held true and return it. Params: id. Index: primary key.
update constraint_area
set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))
where id = :id and upper_inf(recorded)
returning id, root_id, kind, name_zh, name_en, source, document_no, distance_m, remark, lower(valid) as valid_from, upper(valid) as valid_to

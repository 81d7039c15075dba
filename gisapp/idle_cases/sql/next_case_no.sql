-- The next number of a zone and year; the caller holds the lock. Params: zone_id, prefix. Index: idle_case_number_once.
select :prefix || lpad((coalesce(max(substring(case_no from length(:prefix) + 1)::integer), 0) + 1)::text, 4, '0')
from idle_case where zone_id = :zone_id and case_no like :prefix || '%' and substring(case_no from length(:prefix) + 1) ~ '^[0-9]+$'

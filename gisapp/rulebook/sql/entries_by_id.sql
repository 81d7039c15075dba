-- These rulebook entries, those closed since included. Params: ids. Index: rulebook_entry_pkey.
select id, code, value, unit, lower(effective) as effective_from, upper(effective) as effective_to, basis, confirmed, note
from rulebook_entry where id = any(cast(:ids as bigint[])) order by code, lower(effective)

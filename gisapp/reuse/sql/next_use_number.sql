-- The next number of temporary uses after :prefix in a zone, at least three digits. Params: zone_id, prefix. Index: temporary_use_number_once.
select cast(:prefix as text) || lpad((coalesce(max(cast(substr(use_no, length(:prefix) + 1) as numeric)), 0) + 1)::text, 3, '0')
from temporary_use where zone_id = :zone_id and use_no ~ ('^' || :prefix || '[0-9]+$')

-- The next number of measures after :prefix in a zone, at least three digits. Params: zone_id, prefix. Index: reuse_measure_number_once.
select cast(:prefix as text) || lpad((coalesce(max(cast(substr(reuse_no, length(:prefix) + 1) as numeric)), 0) + 1)::text, 3, '0')
from reuse_measure where zone_id = :zone_id and reuse_no ~ ('^' || :prefix || '[0-9]+$')

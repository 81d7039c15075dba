-- The next number of proposals after :prefix in a zone, at least three digits. Params: zone_id, prefix. Index: proposal_number_once.
select cast(:prefix as text) || lpad((coalesce(max(cast(substr(proposal_no, length(:prefix) + 1) as numeric)), 0) + 1)::text, 3, '0')
from proposal where zone_id = :zone_id and proposal_no ~ ('^' || :prefix || '[0-9]+$')

-- The next project number after :prefix in a zone, at least three digits. Params: zone_id, prefix. Index: project_number_once.
select cast(:prefix as text) || lpad((coalesce(max(cast(substr(project_no, length(:prefix) + 1) as numeric)), 0) + 1)::text, 3, '0')
from project where zone_id = :zone_id and project_no ~ ('^' || :prefix || '[0-9]+$')

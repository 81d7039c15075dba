-- The next task number after :prefix in a zone, at least three digits. Params: zone_id, prefix. Index: patrol_task_number_once.
select cast(:prefix as text) || lpad((coalesce(max(cast(substr(task_no, length(:prefix) + 1) as numeric)), 0) + 1)::text, 3, '0')
from patrol_task where zone_id = :zone_id and task_no ~ ('^' || :prefix || '[0-9]+$')

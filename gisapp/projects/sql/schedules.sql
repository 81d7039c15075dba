-- Every version of a project's planned dates, newest first. Params: project_id, as_of. Index: project_schedule_once.
select version_no, holds_from, planned_start_on, planned_completion_on, planned_production_on, planned_attainment_on, needs_entry, reason,
       evidence_ids, actor_name, recorded_at
from project_schedule where project_id = :project_id and holds_from <= :as_of
order by version_no desc

-- Monthly reports of a project, newest month first, each month as last reported; how often it was reported beside it.
-- Params: project_id, as_of. Index: project_progress_once.
select distinct on (month) month, version_no, planned_share, done_share, invested_yuan, summary_zh, obstacle_zh, evidence_ids, reported_on,
       actor_name, recorded_at
from project_progress where project_id = :project_id and reported_on <= :as_of
order by month desc, version_no desc

-- Lights as they were given month by month, newest first. Params: project_id, as_of. Index: project_month_light_once.
select month, light, read_on, aspects, inputs, actor_name, recorded_at
from project_month_light where project_id = :project_id and month <= :as_of
order by month desc

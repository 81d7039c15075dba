-- The moves of a project up to :as_of in their order, those taken back with who said so and why.
-- Params: project_id, as_of. Index: project_move_once.
select m.id, m.sequence, m.from_stage, m.stage, m.moved_on, m.evidence_ids, m.reason, m.actor_name, m.recorded_at,
       w.reason as taken_back_reason, w.actor_name as taken_back_by, w.recorded_at as taken_back_at
from project_move m
left join project_move_withdrawal w on w.move_id = m.id
where m.project_id = :project_id and m.moved_on <= :as_of
order by m.sequence

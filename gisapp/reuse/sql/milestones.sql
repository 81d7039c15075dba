-- Milestones of one measure with every entry until :as_of in its order. Params: measure_id, as_of. Index: reuse_milestone_measure, reuse_milestone_entry_once.
select n.id, n.kind, n.title_zh, e.sequence, e.act, e.entered_on, e.due_on, e.done_on, e.reason, e.evidence_ids, e.actor_name, e.recorded_at
from reuse_milestone n
join reuse_milestone_entry e on e.milestone_id = n.id and e.entered_on <= cast(:as_of as date)
where n.measure_id = :measure_id
order by n.id, e.sequence

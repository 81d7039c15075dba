-- Every step of a measure until :as_of, those taken back with why. Params: measure_id, as_of. Index: reuse_step_once.
select s.id, s.sequence, s.from_stage, s.stage, s.taken_on, s.released_m2, s.contract_id, c.contract_no, s.reason, s.evidence_ids, s.actor_name, s.recorded_at,
       w.reason as taken_back_reason, w.actor_name as taken_back_by, w.recorded_at as taken_back_at
from reuse_step s
left join contract c on c.id = s.contract_id
left join reuse_withdrawal w on w.subject = 'step' and w.subject_id = s.id
where s.measure_id = :measure_id and s.taken_on <= cast(:as_of as date)
order by s.sequence

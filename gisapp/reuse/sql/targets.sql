-- Every version of a measure's targets, newest first. Params: measure_id, as_of. Index: reuse_target_once.
select t.version_no, t.holds_from, t.release_m2, t.investment_yuan, t.output_yuan, t.tax_yuan, t.compensation_yuan, t.release_by, t.reuse_by, t.reason, t.evidence_ids, t.actor_name, t.recorded_at
from reuse_target t
where t.measure_id = :measure_id and t.holds_from <= cast(:as_of as date)
order by t.version_no desc

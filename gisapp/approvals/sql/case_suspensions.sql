-- What stopped the clocks of cases, in order of time. Params: case_ids. Index: case_suspension_no_overlap.
select s.id, s.case_id, s.kind, s.began_on, s.resumed_on, s.evidence_ids, s.resumed_evidence_ids, s.note, s.recorded_by_name
from case_suspension s
where s.case_id = any(cast(:case_ids as bigint[]))
order by s.case_id, s.began_on, s.id

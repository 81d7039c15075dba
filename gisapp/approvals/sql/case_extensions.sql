-- What lengthened the limits of cases, in order of time. Params: case_ids. Index: case_extension_case.
select e.id, e.case_id, e.days, e.granted_on, e.approved_by, e.reason, e.evidence_ids, e.recorded_by_name
from case_extension e
where e.case_id = any(cast(:case_ids as bigint[]))
order by e.case_id, e.granted_on, e.id

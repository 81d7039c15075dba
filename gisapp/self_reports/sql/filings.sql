-- What was filed for some reports up to a day, in order. Params: ids, as_of. Index: self_report_filing_report.
select f.report_id, s.sequence, s.done_on as filed_on, s.due_on, s.done_on > s.due_on as is_late, f.progress, f.since, f.words, f.figures, f.evidence_ids, f.sha256
from self_report_filing f
join self_report_step s on s.id = f.step_id
where f.report_id = any (:ids) and s.done_on <= :as_of
order by f.report_id, s.sequence

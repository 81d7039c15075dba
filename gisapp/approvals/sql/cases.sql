-- The cases of projects as planned by a day, in order of item and round, with the conversion of simulated ones. Params: project_ids, as_of.
-- Index: approval_case_project_id_item_code_round_key.
select c.id, c.project_id, c.item_code, c.round, c.is_simulated, c.planned_on, c.received_on, c.notice_on, c.notice_zh, c.notice_evidence_ids,
       c.accepted_on, c.accepted_evidence_ids, c.finished_on, c.outcome, c.result_no, c.outcome_reason, c.result_evidence_ids, c.returned_on,
       c.return_reason, c.recorded_by_name, v.effective_on, v.contract_signed_on, v.price_paid_on, v.result_no as conversion_no,
       v.recorded_at as converted_at, v.recorded_by_name as converted_by_name
from approval_case c
left join case_conversion v on v.case_id = c.id
where c.project_id = any(cast(:project_ids as bigint[])) and c.planned_on <= cast(:as_of as date)
order by c.project_id, c.item_code, c.round

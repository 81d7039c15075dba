-- Every check of some contracts' obligations, in order, with its withdrawal; those withdrawn are kept on record.
-- Params: contract_ids, key (null = all). Index: commitment_check (contract_id, obligation_key, sequence).
select k.id, k.contract_id, k.obligation_key, k.sequence, k.checked_on, k.verdict, k.done_on, k.measured_exact, k.inputs, k.rectify_by,
       k.consequence, k.remark, k.signed_off_by, k.reviewers, k.evidence_ids, k.findings, k.recorded_at, k.recorded_by_name,
       w.withdrawn_on, w.decided_by as withdrawn_by, w.reason as withdrawn_reason, w.evidence_ids as withdrawn_evidence_ids
from commitment_check k
left join commitment_check_withdrawal w on w.check_id = k.id
where k.contract_id = any(:contract_ids) and (cast(:key as text) is null or k.obligation_key = :key)
order by k.contract_id, k.obligation_key, k.checked_on, k.sequence

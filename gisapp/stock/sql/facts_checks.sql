-- Checks of these contracts in their order, with the day from which each is withdrawn. Index: commitment_check (contract, key, sequence).
select k.contract_id, k.obligation_key, k.checked_on, k.sequence, k.verdict, k.done_on, k.rectify_by, w.withdrawn_on
from commitment_check k left join commitment_check_withdrawal w on w.check_id = k.id
where k.contract_id = any (:contract_ids)
order by k.contract_id, k.obligation_key, k.sequence

-- The waivers of some contracts' obligations. Params: contract_ids, key (null = all). Index: commitment_waiver_once.
select contract_id, obligation_key, waived_on, decided_by, reason, evidence_ids, recorded_at, recorded_by_name
from commitment_waiver
where contract_id = any(:contract_ids) and (cast(:key as text) is null or obligation_key = :key)

select w.contract_id, w.obligation_key, w.waived_on, w.decided_by, w.reason
from commitment_waiver w
where w.contract_id = any (:contract_ids)

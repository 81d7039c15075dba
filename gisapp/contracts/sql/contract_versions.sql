-- Every version of a contract, oldest first. Params: id. Index: contract_version_once.
select v.id, v.version_no, v.holds_from, v.supplement_no, v.requested_on, v.cause, v.reason, v.evidence_ids, v.handover_on, v.start_on, v.completion_on,
       v.production_on, v.initial_period_months, v.attainment_on, v.price_yuan, v.conditions, v.baseline, v.notes, v.recorded, v.recorded_by_name,
       c.instrument
from contract_version v join contract c on c.id = v.contract_id where v.contract_id = :id order by v.version_no

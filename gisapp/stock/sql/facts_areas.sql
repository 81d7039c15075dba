-- Areas due and developed as they were stated, in the order in which a later statement of a day takes the place of an earlier one.
-- Param: contract_ids. Index: development_fact_contract.
select f.contract_id, f.kind, f.happened_on, f.amount
from development_fact f
where f.contract_id = any (:contract_ids) and f.kind in ('due_area', 'developed_area') and upper_inf(f.recorded)
order by f.contract_id, f.happened_on, f.id

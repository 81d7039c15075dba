-- Every statement about the land of a contract, the newest knowledge first, closed ones with what replaced them. Params: contract_id.
-- Index: development_fact_contract.
select d.id, d.contract_id, d.kind, d.knowledge, d.happened_on, d.ended_on, d.foundation_kind, d.cause, d.amount, d.price_and_taxes, d.document_no,
       d.source, d.evidence_ids, d.remark, d.replaces_id, d.reason, lower(d.recorded) as recorded_at, upper(d.recorded) as closed_at,
       d.recorded_by_name, n.id as replaced_by_id
from development_fact d
left join development_fact n on n.replaces_id = d.id
where d.contract_id = :contract_id
order by d.kind, d.happened_on, d.id

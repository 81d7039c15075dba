-- What is known of the land of these contracts once over. Params: ids (null = all), known (instant or 'infinity').
-- Index: contract_pkey, contract_version_once, development_fact_contract, commitment_check (contract_id, obligation_key, sequence).
select * from idle_contract_facts(cast(:ids as bigint[]), cast(:known as timestamptz))

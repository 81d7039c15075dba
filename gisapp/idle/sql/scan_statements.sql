-- Measurements, stops and causes as whole numbers; the kind is asked for, causes without proof or of the holder's own are left out.
-- Params: kind, ids (null = all), known. Columns and order: fact_columns.STATEMENT. Index: development_fact_contract.
select s.contract_id, (s.happened_on - date '1970-01-01')::bigint, coalesce(s.ended_on - date '1970-01-01', 1099511627776)::bigint,
       coalesce(array_position(array['not_handed_over', 'plan_changed', 'policy_changed', 'petitions', 'protection', 'other_government',
                                     'force_majeure', 'own'], s.cause), 0)::bigint,
       coalesce(((s.amount - case when s.kind = 'invested' then coalesce(s.price_and_taxes, s.amount) else 0 end) * 100)::bigint, 0),
       (s.kind <> 'invested' or s.price_and_taxes is not null)::integer::bigint
from idle_statements(cast(:ids as bigint[]), cast(:known as timestamptz)) s
where s.kind = cast(:kind as text) and (s.kind <> 'cause' or (s.cause <> 'own' and cardinality(s.evidence_ids) > 0))
order by s.contract_id, s.happened_on, s.id

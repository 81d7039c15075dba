-- Facts of all contracts in force on a day as whole numbers: days since 1970, hundredths of square metres and of yuan; −2^40 = none.
-- Params: as_of, ids (null = all), known. Columns and order: fact_columns.CONTRACT. Index: one pass over contract, versions, facts and checks.
select f.contract_id,
       coalesce(f.agreed_start_on - date '1970-01-01', -1099511627776)::bigint,
       coalesce(f.agreed_handover_on - date '1970-01-01', -1099511627776)::bigint,
       coalesce(f.handover_on - date '1970-01-01', -1099511627776)::bigint, coalesce(f.handover_known, false)::integer::bigint,
       coalesce(f.permit_on - date '1970-01-01', -1099511627776)::bigint, coalesce(f.permit_known, false)::integer::bigint,
       coalesce(f.foundation_on - date '1970-01-01', -1099511627776)::bigint, coalesce(f.foundation_known, false)::integer::bigint,
       coalesce(f.completed_on - date '1970-01-01', -1099511627776)::bigint, f.stops_known::integer::bigint,
       coalesce(f.discovered_on - date '1970-01-01', -1099511627776)::bigint,
       coalesce((f.due_area_m2 * 100)::bigint, -1099511627776),
       coalesce(array_position(array['not_handed_over', 'plan_changed', 'policy_changed', 'petitions', 'protection', 'other_government',
                                     'force_majeure', 'own'], f.established_cause), 0)::bigint,
       coalesce(f.established_on - date '1970-01-01', -1099511627776)::bigint,
       coalesce(((f.total_yuan - f.total_taken) * 100)::bigint, 0), (f.total_yuan is not null and f.total_taken is not null)::integer::bigint
from idle_contract_facts(cast(:ids as bigint[]), cast(:known as timestamptz)) f
where f.signed_on <= cast(:as_of as date) and (f.ended_on is null or f.ended_on > cast(:as_of as date))

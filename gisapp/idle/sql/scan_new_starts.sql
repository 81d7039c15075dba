-- Starts agreed anew as whole numbers, of two signed on one day the later one first. Params: ids (null = all), known. Index: contract_version_once.
select n.contract_id, (n.signed_on - date '1970-01-01')::bigint, (n.start_on - date '1970-01-01')::bigint
from idle_new_starts(cast(:ids as bigint[]), cast(:known as timestamptz)) n
order by n.contract_id, n.signed_on, n.version_no desc

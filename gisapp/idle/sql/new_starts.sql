-- Starts agreed anew by supplements, of two signed on one day the later one first. Params: ids, known. Index: contract_version_once.
select * from idle_new_starts(cast(:ids as bigint[]), cast(:known as timestamptz))
order by contract_id, signed_on, version_no desc

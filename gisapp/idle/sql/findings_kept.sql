-- The answer kept for each contract on a day, as whole numbers (codes count from 0, −1 = none; −2^40 = no day). Params: as_of, ids (null = all).
-- Columns and order: finding_store.KEPT. Index: idle_finding_pkey.
select f.contract_id, (f.holds_from - date '1970-01-01')::bigint,
       array_position(array['unknown', 'not_yet_due', 'start_late', 'not_started_idle', 'not_started_two_years', 'building', 'stopped', 'stopped_idle',
                            'completed'], f.state)::bigint - 1,
       coalesce(f.since - date '1970-01-01', -1099511627776)::bigint,
       coalesce(array_position(array['own', 'government', 'force_majeure', 'unknown', 'mixed'], f.side), 0)::bigint - 1,
       f.may_fee::integer::bigint, f.may_recover::integer::bigint,
       coalesce(f.own_year_on - date '1970-01-01', -1099511627776)::bigint, coalesce(f.own_recovery_on - date '1970-01-01', -1099511627776)::bigint,
       array_position(array['start', 'resume', 'survey', 'investigate', 'nothing'], f.duty)::bigint - 1,
       coalesce(f.latest_on - date '1970-01-01', -1099511627776)::bigint, f.missing::bigint,
       coalesce(f.holds_until - date '1970-01-01', -1099511627776)::bigint, f.is_stale::integer::bigint
from idle_finding f
where (cast(:ids as bigint[]) is null or f.contract_id = any(cast(:ids as bigint[]))) and f.holds_from <= cast(:as_of as date)
  and not exists (
      select from idle_finding n where n.contract_id = f.contract_id and n.holds_from > f.holds_from and n.holds_from <= cast(:as_of as date))

-- New answers from the table that the scan filled: they hold from the day of the scan; a second answer of one day takes the place of the first,
-- which idle_finding_superseded keeps. Params: as_of, basis_id, known_at (the instant whose facts were read). Index: idle_finding_pkey.
insert into idle_finding (contract_id, holds_from, state, ground, since, side, is_proposal, may_fee, may_recover, own_year_on, own_recovery_on, duty,
                          latest_on, missing, holds_until, basis_id, answer_sha256, recorded_at)
select a.contract_id, cast(:as_of as date), s.state,
       case when s.state in ('not_started_idle', 'not_started_two_years') then 'not_started' when s.state = 'stopped_idle' then 'stopped' end,
       idle_day_of(a.since), (array['own', 'government', 'force_majeure', 'unknown', 'mixed'])[a.side + 1], s.state = 'stopped_idle', a.may_fee = 1,
       a.may_recover = 1, idle_day_of(a.own_year), idle_day_of(a.own_recovery),
       (array['start', 'resume', 'survey', 'investigate', 'nothing'])[a.duty + 1], idle_day_of(a.latest), a.missing::integer, idle_day_of(a.holds_until),
       cast(:basis_id as bigint), int8send(a.hash_1) || int8send(a.hash_2) || int8send(a.hash_3) || int8send(a.hash_4), cast(:known_at as timestamptz)
from idle_answer a
cross join lateral (values (
    (array['unknown', 'not_yet_due', 'start_late', 'not_started_idle', 'not_started_two_years', 'building', 'stopped', 'stopped_idle',
           'completed'])[a.state + 1])) s (state)
on conflict (contract_id, holds_from) do update set
    state = excluded.state, ground = excluded.ground, since = excluded.since, side = excluded.side, is_proposal = excluded.is_proposal,
    may_fee = excluded.may_fee, may_recover = excluded.may_recover, own_year_on = excluded.own_year_on, own_recovery_on = excluded.own_recovery_on,
    duty = excluded.duty, latest_on = excluded.latest_on, missing = excluded.missing, holds_until = excluded.holds_until, is_stale = false,
    basis_id = excluded.basis_id, answer_sha256 = excluded.answer_sha256, recorded_at = excluded.recorded_at

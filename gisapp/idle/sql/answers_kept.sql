-- Every answer that was kept about a contract, also those of a day that a later answer of the same day took the place of; newest day first, then
-- newest answer. Params: contract_id. Index: idle_finding_pkey, idle_finding_superseded_pkey.
select a.holds_from, a.recorded_at, a.superseded_at, a.state, a.side, a.since, a.may_fee, a.may_recover, b.engine, b.entry_ids,
       encode(a.answer_sha256, 'hex') as sha256
from (
    select f.contract_id, f.holds_from, f.recorded_at, null::timestamptz as superseded_at, f.state, f.side, f.since, f.may_fee, f.may_recover,
           f.basis_id, f.answer_sha256
    from idle_finding f
    union all
    select s.contract_id, s.holds_from, s.recorded_at, s.superseded_at, s.state, s.side, s.since, s.may_fee, s.may_recover, s.basis_id, s.answer_sha256
    from idle_finding_superseded s
) a
left join idle_basis b on b.id = a.basis_id
where a.contract_id = :contract_id
order by a.holds_from desc, a.recorded_at desc

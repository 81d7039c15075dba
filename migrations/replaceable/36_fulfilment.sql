-- How every obligation stands on a day, and what the tables of checks refuse. Idempotent.
--
-- The set `obligation_standing(day)` says in SQL what gisapp/commitments/rules/fulfilment.py `stand` says of one obligation;
-- tests/supply/test_standing_set.py holds them equal. Lists, tallies, exports, the layer and the inbox all read the set.

-- checks, withdrawals and waivers are only ever added -------------------------------------------------------------------
do $$
declare
    kept text;
begin
    foreach kept in array array['commitment_check', 'commitment_check_withdrawal', 'commitment_waiver'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_append_only', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', kept || '_evidence_known', kept);
        execute format('create or replace trigger %I after insert on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
    foreach kept in array array['obligation', 'contract_version', 'contract'] loop
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
end
$$;
create or replace trigger contract_officer_keeps_history after update on contract_officer for each row execute function refuse_rewriting_history();
create or replace trigger contract_officer_never_deleted before delete on contract_officer for each row execute function refuse_always();
create or replace trigger contract_officer_never_emptied before truncate on contract_officer for each statement execute function refuse_always();

drop function if exists last_check_on(bigint, text, date), commitment_done_on(bigint, text, date);
create or replace function last_check_on(contract bigint, key text, as_of date, known timestamptz default 'infinity') returns setof commitment_check
language sql stable as $$
    select k.*
    from commitment_check k
    where k.contract_id = contract and k.obligation_key = key and k.checked_on <= as_of and k.recorded_at <= known
      and not exists (select from commitment_check_withdrawal w where w.check_id = k.id and w.withdrawn_on <= as_of and w.recorded_at <= known)
    order by k.checked_on desc, k.sequence desc
    limit 1
$$;
comment on function last_check_on is 'The check that decides on a day: the last one made by then and not withdrawn by then, as known at an instant (infinity: now)';

create or replace function obligation_due_on(contract bigint, wanted text, day date) returns date
language sql stable as $$
    select o.due_on
    from obligation o join contract_version v using (contract_id, version_no)
    where o.contract_id = contract and o.key = wanted
    order by v.holds_from <= day desc, case when v.holds_from <= day then v.version_no end desc, v.version_no
    limit 1
$$;
comment on function obligation_due_on is 'The due day of an obligation in the version in force on a day, the first version before that; null for one that no version has';

-- A check is added at the end, to something that is still owed, and is met only as measured. The row of the contract is the
-- lock: of two officers who check at once the second one sees the first one's check.
create or replace function refuse_check_out_of_order() returns trigger
language plpgsql as $$
declare
    due date;
    last commitment_check;
    wanted record;
begin
    perform from contract where id = new.contract_id for no key update;
    due := obligation_due_on(new.contract_id, new.obligation_key, new.checked_on);
    if due is null then
        raise exception 'contract % has no obligation %', new.contract_id, new.obligation_key
            using errcode = 'integrity_constraint_violation', constraint = 'commitment_obligation_known';
    end if;
    if exists (select from commitment_waiver w where w.contract_id = new.contract_id and w.obligation_key = new.obligation_key and w.waived_on <= new.checked_on) then
        raise exception 'the obligation was waived' using errcode = 'integrity_constraint_violation', constraint = 'commitment_not_waived';
    end if;
    select * into last from last_check_on(new.contract_id, new.obligation_key, 'infinity');
    if last.verdict = 'broken' then
        raise exception 'the obligation was found broken' using errcode = 'integrity_constraint_violation', constraint = 'commitment_not_broken';
    end if;
    if new.checked_on < last.checked_on
       or new.sequence is distinct from (select coalesce(max(sequence), 0) + 1 from commitment_check where contract_id = new.contract_id and obligation_key = new.obligation_key) then
        raise exception 'a check is added after the last one' using errcode = 'integrity_constraint_violation', constraint = 'commitment_check_in_order';
    end if;
    if new.verdict = 'broken' and new.checked_on <= due then
        raise exception 'not broken before it is due' using errcode = 'integrity_constraint_violation', constraint = 'commitment_broken_after_due';
    end if;
    if new.verdict = 'met' then
        select o.direction, round(o.target, 12) as target into wanted
        from obligation o join contract_version v using (contract_id, version_no)
        where o.contract_id = new.contract_id and o.key = new.obligation_key
        order by v.holds_from <= new.checked_on desc, case when v.holds_from <= new.checked_on then v.version_no end desc, v.version_no
        limit 1;
        if wanted.target is not null and coalesce(case wanted.direction when 'at_least' then new.measured < wanted.target else new.measured > wanted.target end, true) then
            raise exception 'measured % misses the promise of %', new.measured, wanted.target
                using errcode = 'integrity_constraint_violation', constraint = 'commitment_met_as_measured';
        end if;
    end if;
    return new;
end
$$;
create or replace trigger commitment_check_in_order before insert on commitment_check for each row execute function refuse_check_out_of_order();

create or replace function refuse_waiver_of_the_settled() returns trigger
language plpgsql as $$
begin
    perform from contract where id = new.contract_id for no key update;
    if obligation_due_on(new.contract_id, new.obligation_key, new.waived_on) is null then
        raise exception 'contract % has no obligation %', new.contract_id, new.obligation_key
            using errcode = 'integrity_constraint_violation', constraint = 'commitment_obligation_known';
    end if;
    if exists (select from last_check_on(new.contract_id, new.obligation_key, 'infinity') k where k.verdict in ('met', 'broken')) then
        raise exception 'the obligation is settled' using errcode = 'integrity_constraint_violation', constraint = 'commitment_not_settled';
    end if;
    return new;
end
$$;
create or replace trigger commitment_waiver_of_the_open before insert on commitment_waiver for each row execute function refuse_waiver_of_the_settled();

create or replace function refuse_withdrawing_an_earlier_check() returns trigger
language plpgsql as $$
declare
    wrong commitment_check;
begin
    select * into wrong from commitment_check where id = new.check_id;
    perform from contract where id = wrong.contract_id for no key update;
    if new.withdrawn_on < wrong.checked_on
       or not exists (select from last_check_on(wrong.contract_id, wrong.obligation_key, 'infinity') k where k.id = wrong.id) then
        raise exception 'only the last check is withdrawn, and not before it was made'
            using errcode = 'integrity_constraint_violation', constraint = 'commitment_withdraw_last';
    end if;
    return new;
end
$$;
create or replace trigger commitment_withdrawal_of_the_last before insert on commitment_check_withdrawal
    for each row execute function refuse_withdrawing_an_earlier_check();

-- the set ---------------------------------------------------------------------------------------------------------------
-- One row per obligation in force on the day, of every contract signed by then and not ended by then. Plain SQL, so that a
-- filter on plot, contract or park reaches the tables. Index: obligation_once, commitment_check (contract, key, sequence).
create or replace function obligation_standing(as_of date)
returns table (
    contract_id bigint, plot_id bigint, party_id bigint, industry_code text, obligation_key text, version_no integer, kind text, obligor text,
    due_on date, label_zh text, basis text, indicator text, direction text, target numeric, amount_yuan numeric,
    state text, is_settled boolean, kept_on date, rectify_by date, late_days integer, act_by date, tally text, last_check_id bigint
)
language sql stable as $$
    select s.contract_id, s.plot_id, s.party_id, s.industry_code, s.key, s.version_no, s.kind, s.obligor, s.due_on, s.label_zh, s.basis,
           s.indicator, s.direction, s.target, s.amount_yuan, s.state, s.is_settled, s.kept_on, s.rectify_by, s.late_days,
           case when not s.is_settled then coalesce(s.rectify_by, s.due_on) end,
           case when s.state in ('kept', 'broken', 'waived') then s.state
                when s.state = 'late' or s.late_days > 0 then 'late'
                else 'not_yet_due' end,
           s.check_id
    from (
        select c.id as contract_id, c.plot_id, c.party_id, c.industry_code, o.key, o.version_no, o.kind, o.obligor, o.due_on, o.label_zh, o.basis,
               o.indicator, o.direction, o.target, o.amount_yuan, k.id as check_id,
               case when w.id is not null then 'waived'
                    when k.verdict = 'broken' then 'broken'
                    when k.verdict = 'met' then case when coalesce(k.done_on, k.checked_on) > o.due_on then 'late' else 'kept' end
                    when k.verdict = 'rectify' and as_of <= k.rectify_by then 'rectifying'
                    when as_of < o.due_on then 'not_yet_due'
                    when as_of = o.due_on then 'due'
                    else 'late' end as state,
               coalesce(w.id is not null or k.verdict in ('met', 'broken'), false) as is_settled,
               case when w.id is null and k.verdict = 'met' then coalesce(k.done_on, k.checked_on) end as kept_on,
               case when w.id is null then k.rectify_by end as rectify_by,
               case when w.id is not null then 0
                    when k.verdict = 'met' then greatest(coalesce(k.done_on, k.checked_on) - o.due_on, 0)
                    else greatest(as_of - o.due_on, 0) end as late_days
        from contract c
        join contract_version v on v.contract_id = c.id
         and v.version_no = (select max(n.version_no) from contract_version n where n.contract_id = c.id and n.holds_from <= as_of)
        join obligation o on o.contract_id = c.id and o.version_no = v.version_no
        left join lateral last_check_on(c.id, o.key, as_of) k on true
        left join commitment_waiver w on w.contract_id = c.id and w.obligation_key = o.key and w.waived_on <= as_of
        where c.signed_on <= as_of and (c.ended_on is null or c.ended_on > as_of)
    ) s
$$;
comment on function obligation_standing is 'How every obligation stands on a day; tally is its column in 应履约 = 已履约 + 逾期 + 违约 + 免除 + 未到期';

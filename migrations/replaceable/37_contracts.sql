-- What contracts guarantee by themselves, and how they stand on a day. Idempotent.

-- a version is written whole, in one transaction, and never again --------------------------------------------------------
do $$
declare
    part text;
begin
    foreach part in array array['contract_version', 'contract_instalment', 'contract_promise', 'obligation'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', part || '_append_only', part);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', part || '_never_emptied', part);
    end loop;
end
$$;

create or replace function refuse_adding_to_old_versions() returns trigger
language plpgsql as $$
begin
    if exists (select from written w join contract_version v using (contract_id, version_no) where v.recorded <> transaction_timestamp()) then
        raise exception 'a version of a contract is closed with the transaction that wrote it'
            using errcode = 'integrity_constraint_violation', constraint = 'contract_version_sealed';
    end if;
    return null;
end
$$;
comment on function refuse_adding_to_old_versions() is 'Nothing is added to what was agreed earlier: `recorded` of a version is the start of its own transaction';
create or replace trigger contract_instalment_sealed after insert on contract_instalment
    referencing new table as written for each statement execute function refuse_adding_to_old_versions();
create or replace trigger contract_promise_sealed after insert on contract_promise
    referencing new table as written for each statement execute function refuse_adding_to_old_versions();
create or replace trigger obligation_sealed after insert on obligation
    referencing new table as written for each statement execute function refuse_adding_to_old_versions();

create or replace function refuse_version_out_of_order() returns trigger
language plpgsql as $$
declare
    last_no integer;
    last_day date;
begin
    if new.recorded <> transaction_timestamp() then
        raise exception 'a version is recorded when it is written' using errcode = 'integrity_constraint_violation', constraint = 'contract_version_sealed';
    end if;
    select version_no, holds_from into last_no, last_day from contract_version where contract_id = new.contract_id order by version_no desc limit 1;
    if new.version_no <> coalesce(last_no, 0) + 1 then
        raise exception 'version % does not follow version %', new.version_no, last_no
            using errcode = 'integrity_constraint_violation', constraint = 'contract_version_once';
    end if;
    if new.holds_from < last_day then
        raise exception 'a version of % precedes one of %', new.holds_from, last_day
            using errcode = 'integrity_constraint_violation', constraint = 'contract_version_in_order';
    end if;
    return new;
end
$$;
create or replace trigger contract_version_in_order before insert on contract_version for each row execute function refuse_version_out_of_order();

create or replace trigger contract_version_evidence_known before insert on contract_version for each row execute function refuse_unknown_evidence();
create or replace trigger contract_evidence_known before insert on contract for each row execute function refuse_unknown_evidence();

-- what was signed stays; a contract ends once ---------------------------------------------------------------------------
create or replace function refuse_changing_signed_contracts() returns trigger
language plpgsql as $$
declare
    written record := new;
begin
    if old.ended_on is not null then
        raise exception 'contract % has ended', old.contract_no using errcode = 'integrity_constraint_violation', constraint = 'contract_ended';
    end if;
    written.ended_on := old.ended_on;
    written.end_kind := old.end_kind;
    written.end_reason := old.end_reason;
    written.end_evidence_ids := old.end_evidence_ids;
    written.end_recorded_at := old.end_recorded_at;
    if written is distinct from old then
        raise exception 'a signed contract is changed by a supplement only' using errcode = 'integrity_constraint_violation', constraint = 'contract_signed_stays';
    end if;
    new.end_recorded_at := case when new.ended_on is not null then clock_timestamp() end;
    return new;
end
$$;
create or replace trigger contract_signed_stays before update on contract for each row execute function refuse_changing_signed_contracts();
create or replace trigger contract_never_deleted before delete on contract for each row execute function refuse_always();

-- a contract without its dated obligations does not exist: checked when the transaction ends ------------------------------
create or replace function refuse_contract_without_version() returns trigger
language plpgsql as $$
begin
    if not exists (select from contract_version v where v.contract_id = new.id and v.version_no = 1) then
        raise exception 'contract % has no version', new.contract_no using errcode = 'integrity_constraint_violation', constraint = 'contract_has_version';
    end if;
    return null;
end
$$;
drop trigger if exists contract_has_version on contract;
create constraint trigger contract_has_version after insert on contract deferrable initially deferred
    for each row execute function refuse_contract_without_version();

-- the version in force on a day --------------------------------------------------------------------------------------
create or replace view contract_version_period as
select v.*, daterange(v.holds_from, lead(v.holds_from) over (partition by v.contract_id order by v.version_no)) as holds
from contract_version v;
comment on view contract_version_period is 'Versions with the days they hold: [holds_from, next holds_from); empty for one replaced on its own day';

create or replace trigger contract_milestone_recorded_stays before update or delete on contract_milestone_recorded for each row execute function refuse_always();
create or replace trigger contract_milestone_recorded_layer_change after insert on contract_milestone_recorded for each statement execute function count_layer_change();

-- the same as it was known at an instant: a version entered later did not exist then ----------------------------------------
create or replace function contract_version_known(known timestamptz) returns setof contract_version_period
language sql stable as $$
    select v.*, daterange(v.holds_from, lead(v.holds_from) over (partition by v.contract_id order by v.version_no)) as holds
    from contract_version v where v.recorded <= known or v.version_no = 1
$$;
comment on function contract_version_known is
    'contract_version_period as it was known at an instant (infinity: now); the first version is known with its contract, as one transaction wrote both';

-- the four milestones of each version: agreed by the version, done by the last check that was not withdrawn ---------------
create or replace function contract_milestone_known(known timestamptz)
returns table (contract_id bigint, version_no integer, holds daterange, kind text, agreed_on date, due_on date, actual_on date, checked_on date, document text, note text)
language sql stable as $$
    select v.contract_id, v.version_no, v.holds, m.kind, m.agreed_on, o.due_on,
           case when c.id is null then r.actual_on when c.verdict = 'met' then c.done_on end as actual_on,
           c.checked_on, coalesce(e.title, r.document) as document, coalesce(v.notes ->> m.kind, '') as note
    from contract_version_known(known) v
    cross join lateral (values ('handover', v.handover_on), ('start', v.start_on), ('completion', v.completion_on), ('production', v.production_on))
        m (kind, agreed_on)
    left join obligation o on o.contract_id = v.contract_id and o.version_no = v.version_no and o.key = m.kind
    left join lateral (
        select k.id, k.verdict, k.done_on, k.checked_on, k.evidence_ids
        from commitment_check k
        where k.contract_id = v.contract_id and k.obligation_key = m.kind and k.recorded_at <= known
          and not exists (select from commitment_check_withdrawal w where w.check_id = k.id and w.recorded_at <= known)
        order by k.sequence desc limit 1
    ) c on true
    left join evidence_file e on e.id = c.evidence_ids[1]
    left join contract_milestone_recorded r on r.contract_id = v.contract_id and r.kind = m.kind
$$;
comment on function contract_milestone_known is
    'The milestones as known at an instant (infinity: now): checks and withdrawals entered later did not exist then; dates typed in before checks were kept count as known';

create or replace view contract_milestone as select * from contract_milestone_known('infinity');
comment on view contract_milestone is
    'Agreed and actual day of handover, start, completion and production, per version: read with `holds @> day`. due_on differs from agreed_on where the start follows from the handover';

-- how far a contract has come ---------------------------------------------------------------------------------------------
create or replace function contract_progress_known(contract bigint, as_of date, known timestamptz) returns text
language sql stable as $$
    select coalesce((
        select case done.key when 'attainment' then 'attained' when 'production' then 'in_production' when 'completion' then 'completed'
                             when 'start' then 'started' else 'handed_over' end
        from unnest(array['attainment', 'production', 'completion', 'start', 'handover']) with ordinality as done (key, place)
        where exists (select from last_check_on(contract, done.key, as_of, known) k where k.verdict = 'met' and coalesce(k.done_on, k.checked_on) <= as_of)
           or exists (select from contract_milestone_recorded r
                      where r.contract_id = contract and r.kind = done.key and r.actual_on <= as_of
                        and not exists (select from commitment_check k where k.contract_id = contract and k.obligation_key = done.key and k.recorded_at <= known))
        order by done.place limit 1), 'signed')
$$;
comment on function contract_progress_known is 'contract_progress as it was known at an instant (infinity: now)';

create or replace function contract_progress(contract bigint, as_of date) returns text
language sql stable as $$
    select contract_progress_known(contract, as_of, 'infinity')
$$;
comment on function contract_progress is 'The last milestone done by a day: signed, handed_over, started, completed, in_production or attained';

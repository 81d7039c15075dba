-- What the tables of self-reports refuse, and how a report stands on a day. Idempotent.
do $$
declare
    kept text;
begin
    foreach kept in array array['self_report', 'self_report_step', 'self_report_filing', 'self_report_transition'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
end
$$;

-- one step after another; whoever comes second sees that somebody was quicker ------------------------------------------------
create or replace function check_self_report_step() returns trigger
language plpgsql as $$
declare
    last_step self_report_step;
    way self_report_transition;
begin
    perform pg_advisory_xact_lock(4610, hashint8(new.report_id));
    select * into last_step from self_report_step where report_id = new.report_id order by sequence desc limit 1;
    if new.sequence <> coalesce(last_step.sequence, 0) + 1 or new.from_state <> coalesce(last_step.state, '') then
        raise exception 'report was moved meanwhile' using errcode = 'integrity_constraint_violation', constraint = 'self_report_step_in_turn';
    end if;
    if new.done_on < last_step.done_on then
        raise exception 'a step before the last one' using errcode = 'integrity_constraint_violation', constraint = 'self_report_step_dates',
            detail = json_build_object('last_day', last_step.done_on)::text;
    end if;
    select * into way from self_report_transition where step = new.step and from_state = new.from_state;
    if not found or way.to_state <> new.state then
        raise exception 'step % is not open in %', new.step, new.from_state using errcode = 'integrity_constraint_violation', constraint = 'self_report_step_allowed';
    end if;
    if way.needs_reason and btrim(new.reason) = '' then
        raise exception 'step % needs a reason', new.step using errcode = 'integrity_constraint_violation', constraint = 'self_report_step_reason';
    end if;
    if new.step not in ('ask', 'return') and new.due_on <> last_step.due_on then
        raise exception 'the last day moves only when a report is sent back' using errcode = 'integrity_constraint_violation', constraint = 'self_report_due_stays';
    end if;
    return new;
end
$$;
create or replace trigger self_report_step_in_order before insert on self_report_step for each row execute function check_self_report_step();

-- a filing belongs to the step that brings it, has every part that was asked for and no figure that was not ------------------------
create or replace function check_self_report_filing() returns trigger
language plpgsql as $$
declare
    asked self_report;
begin
    select * into asked from self_report where id = new.report_id;
    if not exists (select from self_report_step s where s.id = new.step_id and s.report_id = new.report_id and s.step = 'submit') then
        raise exception 'a filing comes with its step' using errcode = 'integrity_constraint_violation', constraint = 'self_report_filing_step';
    end if;
    if ('progress' = any (asked.parts)) <> (new.progress is not null) or ('photos' = any (asked.parts)) <> (cardinality(new.evidence_ids) > 0)
       or (select coalesce(array_agg(name order by name), '{}') from jsonb_object_keys(new.figures) name)
          <> (select coalesce(array_agg(name order by name), '{}') from unnest(asked.figures) name) then
        raise exception 'a filing has what was asked' using errcode = 'integrity_constraint_violation', constraint = 'self_report_filing_whole';
    end if;
    return new;
end
$$;
create or replace trigger self_report_filing_fits before insert on self_report_filing for each row execute function check_self_report_filing();

create or replace function check_self_report_filed() returns trigger
language plpgsql as $$
begin
    if new.step = 'submit' and not exists (select from self_report_filing where step_id = new.id) then
        raise exception 'nothing was filed' using errcode = 'integrity_constraint_violation', constraint = 'self_report_nothing_filed';
    end if;
    return null;
end
$$;
drop trigger if exists self_report_step_filed on self_report_step;
create constraint trigger self_report_step_filed after insert on self_report_step deferrable initially deferred for each row execute function check_self_report_filed();

-- how every report stands on a day -----------------------------------------------------------------------------------------------
create or replace function self_report_standing(day date)
returns table (report_id bigint, state text, sequence integer, due_on date, touched_on date, filed_on date, is_late boolean, is_overdue boolean, owner_name text)
language sql stable as $$
    select r.id, l.state, l.sequence, l.due_on, l.done_on, f.done_on, coalesce(f.done_on > f.due_on, false),
           l.state in ('open', 'returned') and l.due_on < day,
           coalesce((select o.officer_name from contract_officer o where o.contract_id = r.contract_id and upper_inf(o.recorded) and o.valid @> day), a.actor_name)
    from self_report r
    cross join lateral (
        select s.state, s.sequence, s.due_on, s.done_on from self_report_step s where s.report_id = r.id and s.done_on <= day order by s.sequence desc limit 1
    ) l
    left join lateral (
        select s.done_on, s.due_on from self_report_step s where s.report_id = r.id and s.step = 'submit' and s.done_on <= day order by s.sequence desc limit 1
    ) f on true
    left join self_report_step a on a.report_id = r.id and a.sequence = 1
    where r.asked_on <= day
$$;
comment on function self_report_standing is 'One row per report that was asked for by the day; overdue = it is the enterprise''s turn and its last day is over';

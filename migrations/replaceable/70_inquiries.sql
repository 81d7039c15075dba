-- What the tables of inquiries refuse, what is shown of personal data to those who need not see them, and how an inquiry stands. Idempotent.
do $$
declare
    kept text;
begin
    foreach kept in array array['inquiry', 'inquiry_step', 'inquiry_duty', 'inquiry_transition'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['inquiry_person', 'inquiry_text', 'service_key'] loop
        execute format('create or replace trigger %I before update on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
end
$$;
create or replace trigger service_key_never_deleted before delete on service_key for each row execute function refuse_always();

-- one step after another; whoever comes second sees that somebody was quicker ------------------------------------------------
create or replace function check_inquiry_step() returns trigger
language plpgsql as $$
declare
    last_step inquiry_step;
    way inquiry_transition;
begin
    perform pg_advisory_xact_lock(4600, hashint8(new.inquiry_id));
    select * into last_step from inquiry_step where inquiry_id = new.inquiry_id order by sequence desc limit 1;
    if new.sequence <> coalesce(last_step.sequence, 0) + 1 or new.from_state <> coalesce(last_step.state, '') then
        raise exception 'inquiry was moved meanwhile' using errcode = 'integrity_constraint_violation', constraint = 'inquiry_step_in_turn';
    end if;
    if new.done_on < last_step.done_on then
        raise exception 'a step before the last one' using errcode = 'integrity_constraint_violation', constraint = 'inquiry_step_dates',
            detail = json_build_object('last_day', last_step.done_on)::text;
    end if;
    select * into way from inquiry_transition where step = new.step and from_state = new.from_state;
    if not found or way.to_state <> new.state or (new.step = 'erase' and last_step.step = 'erase') then
        raise exception 'step % is not open in %', new.step, new.from_state using errcode = 'integrity_constraint_violation', constraint = 'inquiry_step_allowed';
    end if;
    if new.step = 'project' and not exists (
        select from inquiry_step where inquiry_id = new.inquiry_id and step = 'lead' and project_id = new.project_id) then
        raise exception 'a project begins as a lead' using errcode = 'integrity_constraint_violation', constraint = 'inquiry_step_lead_first';
    end if;
    if new.step = 'follow_up' and not exists (select from inquiry_step where inquiry_id = new.inquiry_id and step = 'answer') then
        raise exception 'nothing was answered yet' using errcode = 'integrity_constraint_violation', constraint = 'inquiry_follow_up_answered';
    end if;
    if new.step in ('take', 'answer', 'lead', 'reopen', 'follow_up') and not exists (select from inquiry_person where inquiry_id = new.inquiry_id) then
        raise exception 'the asker is erased' using errcode = 'integrity_constraint_violation', constraint = 'inquiry_asker_erased';
    end if;
    return new;
end
$$;
create or replace trigger inquiry_step_in_order before insert on inquiry_step for each row execute function check_inquiry_step();

-- a reason, an answer, a note have words; checked when the transaction ends, because the words come after their step ----------
create or replace function check_inquiry_words() returns trigger
language plpgsql as $$
begin
    if (new.step in ('note', 'answer', 'follow_up') or (select needs_reason from inquiry_transition t where t.step = new.step and t.from_state = new.from_state))
       and not exists (select from inquiry_text where step_id = new.id)
       and not exists (select from inquiry_step e where e.inquiry_id = new.inquiry_id and e.step = 'erase') then
        raise exception 'step % needs words', new.step using errcode = 'integrity_constraint_violation', constraint = 'inquiry_step_words';
    end if;
    return null;
end
$$;
drop trigger if exists inquiry_step_words on inquiry_step;
create constraint trigger inquiry_step_words after insert on inquiry_step deferrable initially deferred for each row execute function check_inquiry_words();

-- personal data go only in the transaction that says so -----------------------------------------------------------------------
create or replace function check_inquiry_erasure() returns trigger
language plpgsql as $$
declare
    last_step inquiry_step;
begin
    select * into last_step from inquiry_step where inquiry_id = old.inquiry_id order by sequence desc limit 1;
    if last_step.step is distinct from 'erase' then
        raise exception 'personal data are erased by a step' using errcode = 'integrity_constraint_violation', constraint = 'inquiry_erased_by_step';
    end if;
    return old;
end
$$;
create or replace trigger inquiry_person_erased before delete on inquiry_person for each row execute function check_inquiry_erasure();
create or replace trigger inquiry_text_erased before delete on inquiry_text for each row execute function check_inquiry_erasure();

-- what those see who need not know the asker -----------------------------------------------------------------------------------
create or replace function masked_name(name text) returns text
language sql immutable as $$
    select case when name is null then null else left(btrim(name), 1) || '＊＊' end
$$;
comment on function masked_name is 'First character and two stars, whatever the length, so that the length tells nothing';

create or replace function masked_contact(contact text, kind text) returns text
language sql immutable as $$
    select case when contact is null then null
                when kind = 'email' then left(contact, 1) || '***@' || coalesce(nullif(split_part(contact, '@', 2), ''), '***')
                else '***' || right(regexp_replace(contact, '\D', '', 'g'), 2) end
$$;

create or replace function masked_text(words text) returns text
language sql immutable as $$
    select regexp_replace(
               regexp_replace(words, '[[:alnum:]._%+-]+@[[:alnum:].-]+', '［邮箱］', 'g'),
               '[+＋(（]?[0-9０-９][0-9０-９ ()（）.\-]{5,}[0-9０-９]', '［号码］', 'g')
$$;
comment on function masked_text is 'Words without what looks like an address or a number of seven digits and more';

create or replace function without_secrets(words text) returns text
language sql immutable as $$
    select regexp_replace(words, '(#|key=)[A-Za-z0-9_-]{16,}', '\1…', 'g')
$$;
comment on function without_secrets is 'Words without the secret part of links to pages that need one';

-- how every inquiry stands on a day --------------------------------------------------------------------------------------------
drop function if exists inquiry_standing(date);
create function inquiry_standing(day date)
returns table (inquiry_id bigint, state text, owner_id bigint, owner_name text, touched_on date, taken_on date, answered_on date, closed_on date,
               close_reason text, lead_on date, project_id bigint, project_on date, sequence integer, is_open boolean, is_overdue boolean, is_erased boolean,
               due_on date, is_answered boolean, asked_on date, follow_ups integer)
language sql stable as $$
    select i.id, l.state, l.owner_id, l.owner_name, l.done_on, s.taken_on, s.answered_on, case when l.state in ('closed', 'withdrawn') then s.closed_on end,
           case when l.state = 'closed' then s.close_reason else '' end, s.lead_on, s.project_id, s.project_on, l.sequence,
           l.state in ('open', 'taken', 'answered'), l.state in ('open', 'taken') and not q.is_answered and q.due_on < day, s.is_erased,
           q.due_on, q.is_answered, q.asked_on, q.follow_ups
    from inquiry i
    cross join lateral (
        select x.state, x.owner_id, x.owner_name, x.done_on, x.sequence from inquiry_step x where x.inquiry_id = i.id and x.done_on <= day order by x.sequence desc limit 1
    ) l
    cross join lateral (
        select min(x.done_on) filter (where x.step = 'take') as taken_on, min(x.done_on) filter (where x.step = 'answer') as answered_on,
               max(x.done_on) filter (where x.step in ('close', 'withdraw', 'erase') and x.state in ('closed', 'withdrawn')) as closed_on,
               coalesce((array_agg(x.reason_code order by x.sequence desc) filter (where x.step = 'close'))[1], '') as close_reason,
               min(x.done_on) filter (where x.step = 'lead') as lead_on, max(x.project_id) filter (where x.step = 'lead') as project_id,
               min(x.done_on) filter (where x.step = 'project') as project_on, coalesce(bool_or(x.step = 'erase'), false) as is_erased
        from inquiry_step x where x.inquiry_id = i.id and x.done_on <= day
    ) s
    cross join lateral (
        -- the question that counts is the last one: the first, or what the asker added since
        select coalesce((array_agg(x.answer_due_on order by x.sequence desc) filter (where x.step = 'follow_up'))[1], i.answer_due_on) as due_on,
               max(x.sequence) filter (where x.step = 'answer') > max(x.sequence) filter (where x.step in ('receive', 'follow_up')) is true as is_answered,
               max(x.done_on) filter (where x.step in ('receive', 'follow_up')) as asked_on,
               (count(*) filter (where x.step = 'follow_up'))::integer as follow_ups
        from inquiry_step x where x.inquiry_id = i.id and x.done_on <= day
    ) q
    where i.received_on <= day
$$;
comment on function inquiry_standing is 'One row per inquiry that had come in by the day: state, whose, what it led to; due_on and is_answered are those of the last question; overdue = not answered and the last day is over';

create or replace function industries_present(day date) returns setof text
language sql stable as $$
    select distinct left(c.industry_code, 2) from contract c
    where c.industry_code ~ '^[0-9]{2}' and c.signed_on <= day and (c.ended_on is null or c.ended_on > day)
$$;
comment on function industries_present is 'Divisions of GB/T 4754 in which somebody holds land of the zone by a contract in force on the day';

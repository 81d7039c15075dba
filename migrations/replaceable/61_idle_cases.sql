-- What the tables of idle-land cases refuse, and what every read of a case stands on. Idempotent.

-- days: the same arithmetic as gisapp/kernel/workdays.py, which explains it day by day -------------------------------------
create or replace function is_workday(wanted date) returns boolean
language sql stable as $$
    select coalesce((select d.is_workday from work_calendar_day d where d.day = wanted and upper_inf(d.recorded)), extract(isodow from wanted) < 6)
$$;
comment on function is_workday is 'Weekends and what the notices of the State Council change about them';

create or replace function last_day_of_term(started date, days integer, in_workdays boolean) returns date
language plpgsql stable as $$
declare
    reached date := started;
    counted integer := 0;
begin
    if days is null or started is null then
        return null;
    end if;
    if not in_workdays then
        reached := started + days;
        while not is_workday(reached) loop
            reached := reached + 1;
        end loop;
        return reached;
    end if;
    while counted < days loop
        reached := reached + 1;
        if is_workday(reached) then
            counted := counted + 1;
        end if;
    end loop;
    return reached;
end
$$;
comment on function last_day_of_term is 'The day of the event is not counted; a term of calendar days that ends on a rest day moves to the next working day';

-- what is true of a case: the first entry with every correction laid over it -------------------------------------------------
create or replace function idle_corrections(wanted_target text, wanted_id bigint) returns jsonb
language sql stable as $$
    select coalesce(jsonb_object_agg(field, new_value), '{}')
    from (select distinct on (field) field, new_value from idle_case_correction where target = wanted_target and target_id = wanted_id order by field, id desc) newest
$$;

create or replace view idle_case_live as
    select i.id, i.case_no, i.zone_id, i.park_id, i.plot_id, i.contract_id, coalesce((c.held ->> 'party_id')::bigint, i.party_id) as party_id, i.ground, i.source,
           coalesce(c.held ->> 'source_note', i.source_note) as source_note,
           coalesce((select (idle_corrections('step', s.id) ->> 'taken_on')::date from idle_case_step s where s.case_id = i.id and s.sequence = 1), i.found_on) as found_on,
           coalesce((c.held ->> 'since')::date, i.since) as since, coalesce((c.held ->> 'area_m2')::numeric, i.area_m2) as area_m2,
           coalesce((c.held ->> 'idle_area_m2')::numeric, i.idle_area_m2) as idle_area_m2, i.geom, i.identification, i.evidence_ids, i.registered_at,
           i.registered_by, i.registered_by_name
    from idle_case i cross join lateral (select idle_corrections('case', i.id) as held) c;
comment on view idle_case_live is 'Cases as they are known now, corrections included';

create or replace view idle_case_service_live as
    select v.id, v.case_id, v.purpose, v.document_id, v.document_no, coalesce(c.held ->> 'kind', v.kind) as kind,
           coalesce((c.held ->> 'served_on')::date, v.served_on) as served_on, coalesce(c.held ->> 'recipient', v.recipient) as recipient,
           v.encumbrance_id, v.evidence_ids, v.note, v.actor_id, v.actor_name, v.recorded_at
    from idle_case_service v cross join lateral (select idle_corrections('service', v.id) as held) c;

create or replace view idle_case_step_live as
    select s.id, s.case_id, s.sequence, s.step, s.from_state, s.to_state, coalesce((c.held ->> 'taken_on')::date, s.taken_on) as taken_on, s.document_id,
           coalesce(c.held ->> 'document_no', s.document_no) as document_no, s.service_id, s.side, s.cause, s.measure,
           coalesce((c.held ->> 'terms_from')::date, s.terms_from) as terms_from, coalesce((c.held ->> 'terms_until')::date, s.terms_until) as terms_until,
           coalesce((c.held ->> 'amount_yuan')::numeric, s.amount_yuan) as amount_yuan,
           coalesce((c.held ->> 'explained_on')::date, s.explained_on) as explained_on,
           coalesce((c.held ->> 'registered_on')::date, s.registered_on) as registered_on, coalesce(c.held ->> 'register_no', s.register_no) as register_no,
           coalesce((c.held ->> 'hearing_asked_on')::date, s.hearing_asked_on) as hearing_asked_on,
           coalesce((c.held ->> 'hearing_held_on')::date, s.hearing_held_on) as hearing_held_on,
           coalesce(c.held ->> 'approved_by', s.approved_by) as approved_by, coalesce(c.held ->> 'approval_no', s.approval_no) as approval_no, s.annul_ground,
           coalesce((c.held ->> 'paper_on')::date, s.paper_on) as paper_on, coalesce((c.held ->> 'withdrawn_on')::date, s.withdrawn_on) as withdrawn_on, s.reason,
           s.evidence_ids, s.basis, s.actor_id, s.actor_name, s.recorded_at, v.kind as service_kind, v.served_on, v.recipient,
           v.evidence_ids as receipt_ids, v.case_id as service_case_id
    from idle_case_step s
    cross join lateral (select idle_corrections('step', s.id) as held) c
    left join idle_case_service_live v on v.id = s.service_id;
comment on view idle_case_step_live is 'Steps as they are known now, corrections included, each with the service of its document';

create or replace function idle_step_due_on(of_step idle_case_step_live) returns date
language sql stable as $$
    select case of_step.step
        when 'open' then last_day_of_term(of_step.taken_on, rulebook_number('idle.investigation_days', of_step.taken_on)::integer, false)
        when 'investigate' then last_day_of_term(of_step.served_on, rulebook_number('idle.case_explanation_days', of_step.taken_on)::integer, false)
        when 'notify_hearing' then last_day_of_term(of_step.served_on, rulebook_number('idle.case_hearing_request_workdays', of_step.taken_on)::integer, true)
        when 'serve' then last_day_of_term(of_step.served_on, rulebook_number('idle.case_performance_days', of_step.taken_on)::integer, false)
    end
$$;
comment on function idle_step_due_on is 'The last day of the term that runs from this step: to investigate, to explain, to ask for a hearing, to perform';

create or replace function is_annulled(of_case bigint, of_step text, of_sequence integer, until_sequence integer) returns boolean
language sql stable as $$
    select exists (
        select from idle_case_step g
        where g.case_id = of_case and g.sequence > of_sequence and g.sequence <= until_sequence
          and (g.step = 'annul' and of_step in ('determine', 'publish', 'plan', 'notify_hearing', 'decide', 'serve')
               or g.step = 'annul_decision' and of_step in ('notify_hearing', 'decide', 'serve')))
$$;
comment on function is_annulled is 'A step that no longer holds, because its case went back behind it by the step until_sequence; as UNDONE in gisapp/idle_cases/lifecycle.py';

create or replace function is_of_annulled_round(of_entry idle_case_entry, day date) returns boolean
language sql stable as $$
    select exists (
        select from idle_case_step_live g
        where g.case_id = of_entry.case_id and g.step in ('annul', 'annul_decision') and g.taken_on <= day
          and (g.taken_on > of_entry.entered_on or g.recorded_at > of_entry.recorded_at))
$$;
comment on function is_of_annulled_round is 'A note about a hearing that belongs to what has been annulled since';

create or replace function idle_case_standing(day date) returns table (
    case_id bigint, state text, step text, sequence integer, since date, next_due_on date, due_of text, side text, cause text, measure text, terms_until date,
    determined_on date, decided_on date, closed_on date, is_open boolean)
language sql stable as $$
    select last.case_id, last.to_state, last.step, last.sequence, last.taken_on,
           case
               when last.step = 'serve' and told.measure not in ('fee', 'recover') then told.terms_until
               when last.step = 'notify_hearing' and asked.entered_on is not null
                   then last_day_of_term(asked.entered_on, rulebook_number('idle.case_hearing_workdays', asked.entered_on)::integer, true)
               else idle_step_due_on(last)
           end,
           case last.step when 'open' then 'office' when 'notify_hearing' then case when asked.entered_on is null then 'holder' else 'office' end
                          when 'investigate' then 'holder' when 'serve' then 'holder' end,
           told.side, told.cause, told.measure, told.terms_until, told.determined_on, told.decided_on,
           case when last.to_state in ('closed', 'not_idle') then last.taken_on end, last.to_state not in ('closed', 'not_idle')
    from idle_case i
    cross join lateral (select s.* from idle_case_step_live s where s.case_id = i.id and s.taken_on <= day order by s.sequence desc limit 1) last
    cross join lateral (
        -- what was annulled is neither found nor decided any more; at most one finding and one decision are in force
        select max(s.side) filter (where s.step = 'determine') as side, max(s.cause) filter (where s.step = 'determine') as cause,
               max(s.taken_on) filter (where s.step = 'determine') as determined_on, max(s.measure) filter (where s.step = 'decide') as measure,
               max(s.terms_until) filter (where s.step = 'decide') as terms_until, max(s.taken_on) filter (where s.step = 'decide') as decided_on
        from idle_case_step_live s where s.case_id = i.id and s.sequence <= last.sequence and not is_annulled(s.case_id, s.step, s.sequence, last.sequence)) told
    left join lateral (
        select e.entered_on from idle_case_entry e where e.case_id = i.id and e.kind = 'hearing_asked' and e.entered_on <= day
          and not is_of_annulled_round(e, day) order by e.id desc limit 1) asked on true
$$;
comment on function idle_case_standing is
    'One row per case that existed on the day: state, last step and its day (since), last day of the running term and whose it is (office, holder), what was found and decided';

create or replace function open_own_cause_cases(day date) returns table (party_id bigint, case_id bigint, case_no text, plot_no text, since date, determined_on date)
language sql stable as $$
    select i.party_id, i.id, i.case_no,
           (select v.plot_no from plot_version v where v.plot_id = i.plot_id and upper_inf(v.recorded) order by v.valid @> day desc, lower(v.valid) desc limit 1),
           i.since, k.determined_on
    from idle_case_standing(day) k join idle_case_live i on i.id = k.case_id
    where k.side = 'own' and k.is_open and i.party_id is not null
$$;
comment on function open_own_cause_cases is 'Land found idle by the holder''s own cause and not yet settled: no new land for that holder (闲置土地处置办法 第二十四条)';

-- one open case of a contract (or of a plot without one) and a ground; two who open it at once take turns -----------------------
create or replace function refuse_second_open_case() returns trigger
language plpgsql as $$
declare
    open_no text;
begin
    perform pg_advisory_xact_lock(4496, (new.plot_id % 2147483647)::integer);
    select i.case_no into open_no
    from idle_case i
    where i.plot_id = new.plot_id and i.ground = new.ground and (i.contract_id = new.contract_id or i.contract_id is null or new.contract_id is null)
      and not exists (select from idle_case_step s where s.case_id = i.id and s.to_state in ('closed', 'not_idle'))
    limit 1;
    if found then
        raise exception 'case % is open for this land and ground', open_no
            using errcode = 'integrity_constraint_violation', constraint = 'idle_case_one_open', detail = json_build_object('case_no', open_no)::text;
    end if;
    if new.contract_id is not null and not exists (select from contract c where c.id = new.contract_id and c.plot_id = new.plot_id) then
        raise exception 'contract % is about another plot', new.contract_id
            using errcode = 'integrity_constraint_violation', constraint = 'idle_case_contract_of_plot';
    end if;
    return new;
end
$$;
create or replace trigger idle_case_one_open before insert on idle_case for each row execute function refuse_second_open_case();

create or replace function refuse_case_without_clue() returns trigger
language plpgsql as $$
begin
    perform from idle_case_step s where s.case_id = new.id and s.sequence = 1 and s.taken_on = new.found_on;
    if not found then
        raise exception 'case % begins with no clue of its day', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'idle_case_begins_with_clue';
    end if;
    return null;
end
$$;
create or replace function ensure_deferred_trigger(trigger_name text, table_name text, routine text) returns void
language plpgsql as $$
begin
    if not exists (select from pg_trigger t join pg_class r on r.oid = t.tgrelid where t.tgname = trigger_name and r.relname = table_name) then
        execute format('create constraint trigger %I after insert on %I deferrable initially deferred for each row execute function %I()', trigger_name, table_name, routine);
    end if;
end
$$;
select ensure_deferred_trigger('idle_case_begins_with_clue', 'idle_case', 'refuse_case_without_clue');

-- one step after another ----------------------------------------------------------------------------------------------------------
create or replace function lock_idle_case() returns trigger
language plpgsql as $$
begin
    perform from idle_case where id = new.case_id for update;  -- whoever writes to a case takes turns
    return new;
end
$$;

create or replace function refuse_idle_step(fault text, of_step idle_case_step_live, extra jsonb default '{}') returns void
language plpgsql as $$
begin
    raise exception 'step % of case %: %', of_step.step, of_step.case_id, fault
        using errcode = 'integrity_constraint_violation', constraint = 'idle_step_' || fault,
              detail = (jsonb_build_object('step', of_step.step, 'from', of_step.from_state) || extra)::text;
end
$$;

create or replace function check_idle_dates(of_step idle_case_step_live, before idle_case_step_live) returns void
language plpgsql as $$
begin
    if of_step.taken_on < before.taken_on then
        perform refuse_idle_step('dates', of_step, jsonb_build_object('last_day', before.taken_on));
    end if;
    if of_step.served_on < of_step.taken_on then
        perform refuse_idle_step('served_early', of_step);
    end if;
end
$$;

create or replace function check_idle_step() returns trigger
language plpgsql as $$
declare
    cur idle_case_step_live;
    before idle_case_step_live;
    way idle_case_transition;
    of_case idle_case;
    found_side text;
    decided idle_case_step_live;
begin
    select * into cur from idle_case_step_live where id = new.id;
    select * into before from idle_case_step_live where case_id = new.case_id and sequence < new.sequence order by sequence desc limit 1;
    select * into of_case from idle_case where id = new.case_id;
    if cur.sequence <> coalesce(before.sequence, 0) + 1 or cur.from_state <> coalesce(before.to_state, '') then
        perform refuse_idle_step('in_turn', cur);
    end if;
    select * into way from idle_case_transition t where t.from_state = cur.from_state and t.step = cur.step;
    if not found or way.to_state <> cur.to_state then
        perform refuse_idle_step('allowed', cur);
    end if;
    perform check_idle_dates(cur, before);
    if way.document_zh <> '' and btrim(cur.document_no) = '' then
        perform refuse_idle_step('document', cur, jsonb_build_object('document_zh', way.document_zh));
    end if;
    if cur.document_id is not null and not exists (
        select from document d where d.id = cur.document_id and d.subject = 'idle_case' and d.subject_id = cur.case_id and d.document_no = cur.document_no
            and not exists (select from document_revocation r where r.document_id = d.id)) then
        perform refuse_idle_step('document_of_case', cur);
    end if;
    if way.is_served and (cur.served_on is null or cur.service_case_id <> cur.case_id) then
        perform refuse_idle_step('service', cur);
    end if;
    if way.is_served and cardinality(cur.receipt_ids) = 0 then
        perform refuse_idle_step('receipt', cur);
    end if;
    if cur.step = 'explain' and cur.explained_on is not null and cardinality(cur.evidence_ids) = 0 then
        perform refuse_idle_step('explanation', cur);
    end if;
    if cur.step = 'explain' and cur.explained_on is null and cur.taken_on <= idle_step_due_on(before) then
        perform refuse_idle_step('time', cur, jsonb_build_object('due_on', idle_step_due_on(before)));
    end if;
    if cur.step = 'dismiss' and (btrim(cur.reason) = '' or cardinality(cur.evidence_ids) = 0) then
        perform refuse_idle_step('dismissal', cur);
    end if;
    if cur.step = 'determine' and cur.side is null then
        perform refuse_idle_step('cause', cur);
    end if;
    if cur.step = 'determine' and cardinality(cur.evidence_ids) = 0 then
        perform refuse_idle_step('evidence', cur);
    end if;
    if cur.step = 'publish' and cur.registered_on is null then
        perform refuse_idle_step('register', cur);
    end if;
    if cur.step = 'decide' then
        if cur.measure is null then
            perform refuse_idle_step('measure', cur);
        end if;
        if btrim(cur.approved_by) = '' then
            perform refuse_idle_step('approval', cur);
        end if;
        if cur.measure in ('fee', 'recover') and before.step <> 'notify_hearing' then
            perform refuse_idle_step('hearing', cur);
        end if;
        -- the commonest mistake of this law: fee and recovery are for never-started land of the holder's own cause, article 12 for all other land
        select s.side into found_side from idle_case_step s where s.case_id = cur.case_id and s.step = 'determine' order by s.sequence desc limit 1;
        if (cur.measure in ('fee', 'recover')) <> (found_side = 'own' and of_case.ground = 'not_started') then
            perform refuse_idle_step('measure_of_ground', cur);
        end if;
        if before.step = 'notify_hearing' and cur.hearing_asked_on is null and cur.taken_on <= idle_step_due_on(before) then
            perform refuse_idle_step('time', cur, jsonb_build_object('due_on', idle_step_due_on(before)));
        end if;
        if cur.hearing_held_on is null and (cur.hearing_asked_on is not null or exists (
            select from idle_case_entry e where e.case_id = cur.case_id and e.kind = 'hearing_asked' and e.entered_on <= cur.taken_on
                and not is_of_annulled_round(e, cur.taken_on))) then
            perform refuse_idle_step('hearing_held', cur);
        end if;
    end if;
    if cur.step in ('annul', 'annul_decision') then
        if cur.annul_ground is null then
            perform refuse_idle_step('annul_ground', cur);
        end if;
        if btrim(cur.reason) = '' then
            perform refuse_idle_step('annul_reason', cur);
        end if;
        if cur.paper_on is null or cur.paper_on > cur.taken_on then
            perform refuse_idle_step('annul_paper', cur);
        end if;
        if cur.annul_ground = 'self_correction' and (cur.served_on is null or cur.service_case_id <> cur.case_id) then
            perform refuse_idle_step('service', cur);
        end if;
        if cur.annul_ground = 'self_correction' and cardinality(cur.receipt_ids) = 0 then
            perform refuse_idle_step('receipt', cur);
        end if;
        if cur.annul_ground <> 'self_correction' and cardinality(cur.evidence_ids) = 0 then
            perform refuse_idle_step('annul_evidence', cur);
        end if;
        if cur.step = 'annul' and (cur.withdrawn_on is null or cur.withdrawn_on > cur.taken_on) and exists (
            select from idle_case_step p where p.case_id = cur.case_id and p.step = 'publish' and not is_annulled(p.case_id, p.step, p.sequence, cur.sequence - 1)) then
            perform refuse_idle_step('annul_publicity', cur);
        end if;
        -- land that has been taken back is not given back by a step of this case
        select * into decided from idle_case_step_live s
        where s.case_id = cur.case_id and s.step = 'decide' and s.sequence < cur.sequence and not is_annulled(s.case_id, s.step, s.sequence, cur.sequence - 1);
        if decided.measure in ('recover', 'buy_back', 'swap') and exists (
            select from contract c where c.id = of_case.contract_id and c.ended_on between decided.taken_on and cur.taken_on) then
            perform refuse_idle_step('annul_performed', cur);
        end if;
    end if;
    return null;
end
$$;
create or replace trigger idle_case_step_takes_turns before insert on idle_case_step for each row execute function lock_idle_case();
create or replace trigger idle_case_step_in_order after insert on idle_case_step for each row execute function check_idle_step();

-- a correction names what it replaces, and leaves the dates in order ------------------------------------------------------------------
create or replace function check_idle_correction() returns trigger
language plpgsql as $$
declare
    held jsonb;
    as_typed text := new.new_value;
begin
    perform from idle_case where id = new.case_id for update;
    held := case new.target
        when 'case' then (select to_jsonb(i) from idle_case_live i where i.id = new.target_id and i.id = new.case_id)
        when 'step' then (select to_jsonb(s) from idle_case_step_live s where s.id = new.target_id and s.case_id = new.case_id)
        else (select to_jsonb(v) from idle_case_service_live v where v.id = new.target_id and v.case_id = new.case_id) end;
    if held is null then
        raise exception 'nothing of this case is corrected' using errcode = 'integrity_constraint_violation', constraint = 'idle_correction_target';
    end if;
    if held ->> new.field is distinct from new.old_value then
        raise exception 'corrected meanwhile' using errcode = 'integrity_constraint_violation', constraint = 'idle_correction_in_turn';
    end if;
    begin
        if new.field like '%\_on' or new.field in ('since', 'terms_from', 'terms_until') then
            as_typed := new.new_value::date::text;
        elsif new.field in ('area_m2', 'idle_area_m2', 'amount_yuan') then
            perform new.new_value::numeric;
        elsif new.field = 'party_id' then
            perform from party p where p.id = new.new_value::bigint;
            if not found then
                as_typed := null;
            end if;
        elsif new.field = 'kind' and new.new_value not in ('direct', 'left', 'post', 'entrusted', 'electronic', 'public') then
            as_typed := null;
        end if;
    exception when others then
        as_typed := null;
    end;
    if as_typed is distinct from new.new_value then
        raise exception '% is no value for %', new.new_value, new.field using errcode = 'integrity_constraint_violation', constraint = 'idle_correction_value';
    end if;
    return new;
end
$$;
create or replace trigger idle_case_correction_names before insert on idle_case_correction for each row execute function check_idle_correction();

create or replace function check_dates_after_correction() returns trigger
language plpgsql as $$
declare
    cur idle_case_step_live;
    before idle_case_step_live;
begin
    for cur in select * from idle_case_step_live where case_id = new.case_id order by sequence loop
        if before.id is not null or cur.served_on is not null then
            perform check_idle_dates(cur, before);
        end if;
        before := cur;
    end loop;
    perform from idle_case_live i where i.id = new.case_id and (i.idle_area_m2 > i.area_m2 or i.since > i.found_on);
    if found then
        raise exception 'the case does not hold together' using errcode = 'integrity_constraint_violation', constraint = 'idle_correction_case';
    end if;
    return null;
end
$$;
create or replace trigger idle_case_correction_in_order after insert on idle_case_correction for each row execute function check_dates_after_correction();

-- what happened is only added to ----------------------------------------------------------------------------------------------------
do $$
declare
    kept text;
begin
    foreach kept in array array['idle_case_transition', 'idle_case', 'idle_case_service', 'idle_case_step', 'idle_case_correction', 'idle_case_entry',
                                'idle_case_officer', 'idle_case_draft', 'idle_case_custody', 'idle_case_bundle', 'seal_key'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['idle_case', 'idle_case_service', 'idle_case_step', 'idle_case_correction', 'idle_case_entry'] loop
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', kept || '_evidence', kept);
        execute format('create or replace trigger %I after insert on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
end
$$;

-- What the approval tables refuse: days are set once, nothing is issued while anything is missing. Idempotent.

-- a recorded value stays: what was empty may be filled in, what was filled in never changes ------------------------------
create or replace function refuse_changing_what_is_set() returns trigger
language plpgsql as $$
declare
    changed text;
begin
    select b.key into changed
    from jsonb_each(to_jsonb(old)) b join jsonb_each(to_jsonb(new)) a on a.key = b.key
    where a.value is distinct from b.value and b.value not in ('null'::jsonb, '""'::jsonb, '[]'::jsonb)
    limit 1;
    if found then
        raise exception '% of % is set and stays', changed, tg_table_name
            using errcode = 'integrity_constraint_violation', constraint = 'approval_record_set_once';
    end if;
    return new;
end
$$;

create or replace function approval_item_on(wanted text, day date) returns setof approval_item
language sql stable rows 1 as $$
    select * from approval_item where code = wanted and valid @> day and upper_inf(recorded)
$$;

-- the contract of a project, when it was signed and when its price was paid in full; null = not yet, or not known ---------
create or replace function land_deal(wanted_contract bigint) returns table (signed_on date, paid_on date)
language plpgsql stable as $$
begin
    return query
    select c.signed_on,
           (select case when count(*) > 0 and bool_and(last.verdict = 'met' and last.done_on is not null) then max(last.done_on) end
            from obligation o
            left join lateral (
                select k.verdict, k.done_on
                from commitment_check k
                where k.contract_id = o.contract_id and k.obligation_key = o.key
                  and not exists (select from commitment_check_withdrawal w where w.check_id = k.id)
                order by k.checked_on desc, k.sequence desc
                limit 1
            ) last on true
            where o.contract_id = c.id and o.kind = 'instalment'
              and o.version_no = (select max(v.version_no) from contract_version v where v.contract_id = c.id))
    from contract c
    where c.id = wanted_contract and c.ended_on is null;
end
$$;
comment on function land_deal is 'paid_on: the day of the last instalment of the version in force, once every one of them was checked as met';

-- what hangs on a case is written only while the case is open -------------------------------------------------------------
create or replace function refuse_on_closed_case() returns trigger
language plpgsql as $$
begin
    perform from approval_case where id = new.case_id and outcome is null and returned_on is null for share;
    if not found then
        raise exception 'case % is closed', new.case_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_case_closed';
    end if;
    return new;
end
$$;

create or replace function refuse_tolerating_main_material() returns trigger
language plpgsql as $$
begin
    perform from case_material m where m.id = new.material_id and m.case_id = new.case_id
        and m.material_class = 'secondary' and m.is_tolerable and (m.received_on is null or m.received_on >= new.drafted_on);
    if not found then
        raise exception 'material % may not be tolerated', new.material_id
            using errcode = 'integrity_constraint_violation', constraint = 'material_tolerance_secondary_only';
    end if;
    if new.agreed_on is not null and (
        select count(distinct d.kind) from document d
        where d.subject = 'material_tolerance' and d.subject_id = new.id and d.kind in ('tolerance_promise', 'tolerance_notice')) < 2 then
        raise exception 'tolerance % has no promise or no notice', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'material_tolerance_papers';
    end if;
    return new;
end
$$;

create or replace function refuse_suspension_before_acceptance() returns trigger
language plpgsql as $$
begin
    -- an office that kept silent has accepted on the day of receipt, so that day is the earliest
    perform from approval_case c where c.id = new.case_id and new.began_on >= coalesce(c.received_on, c.accepted_on);
    if not found then
        raise exception 'suspension of case % begins before its acceptance', new.case_id
            using errcode = 'integrity_constraint_violation', constraint = 'case_suspension_after_acceptance';
    end if;
    return new;
end
$$;

create or replace function refuse_extending_beyond_catalogue() returns trigger
language plpgsql as $$
declare
    most integer;
begin
    perform from approval_case where id = new.case_id for update;  -- writers of one case take turns, so that the sum is true
    select i.extension_days_max into most
    from approval_case c cross join lateral approval_item_on(c.item_code, coalesce(c.received_on, c.accepted_on, c.planned_on)) i
    where c.id = new.case_id;
    if coalesce((select sum(days) from case_extension where case_id = new.case_id), 0) > coalesce(most, 0) then
        raise exception 'extensions of case % exceed % days', new.case_id, most
            using errcode = 'integrity_constraint_violation', constraint = 'case_extension_within_catalogue',
                  detail = json_build_object('most', coalesce(most, 0))::text;
    end if;
    return null;
end
$$;

-- the last gate: no result goes out while material is missing, the clock rests, or what the law wants first is not out -----
create or replace function refuse_issuing_too_early() returns trigger
language plpgsql as $$
declare
    offence text;
begin
    if new.outcome is distinct from 'granted' then
        return null;
    end if;
    select m.name_zh into offence from case_material m
    where m.case_id = new.id and (m.received_on is null or m.received_on > new.finished_on) order by m.id limit 1;
    if found then
        raise exception 'case %: material % is missing', new.id, offence
            using errcode = 'integrity_constraint_violation', constraint = 'approval_case_material_complete',
                  detail = json_build_object('name', offence)::text;
    end if;
    perform from case_suspension s where s.case_id = new.id and (s.resumed_on is null or s.resumed_on > new.finished_on);
    if found then
        raise exception 'case % is suspended', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_case_not_suspended';
    end if;
    select coalesce((select n.name_zh from approval_item_on(needed, new.finished_on) n), needed) into offence
    from approval_item_on(new.item_code, coalesce(new.received_on, new.accepted_on)) i
    cross join lateral unnest(i.needs) needed
    where not exists (
        select from approval_case c
        where c.project_id = new.project_id and c.item_code = needed and c.outcome in ('granted', 'not_needed') and c.finished_on <= new.finished_on
          and (new.is_simulated or not c.is_simulated or c.outcome = 'not_needed'
               or exists (select from case_conversion v where v.case_id = c.id and v.effective_on <= new.finished_on)))
    limit 1;
    if found then
        raise exception 'case %: % is not out yet', new.id, offence
            using errcode = 'integrity_constraint_violation', constraint = 'approval_case_preconditions',
                  detail = json_build_object('name', offence)::text;
    end if;
    return null;
end
$$;

create or replace function refuse_simulating_outside_mode() returns trigger
language plpgsql as $$
begin
    perform from approval_process p where p.project_id = new.project_id and p.mode = 'land_ready';
    if not found then
        raise exception 'project % is not run as land-ready', new.project_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_case_simulated_in_mode';
    end if;
    return new;
end
$$;

create or replace function refuse_converting_too_early() returns trigger
language plpgsql as $$
begin
    perform from approval_case c
    join project p on p.id = c.project_id
    cross join lateral land_deal(p.contract_id) d
    where c.id = new.case_id and c.is_simulated and c.outcome = 'granted'
      and d.signed_on = new.contract_signed_on and d.paid_on = new.price_paid_on
      and new.effective_on = greatest(c.finished_on, d.signed_on, d.paid_on);
    if not found then
        raise exception 'case % may not take effect yet', new.case_id
            using errcode = 'integrity_constraint_violation', constraint = 'case_conversion_after_deal';
    end if;
    return new;
end
$$;

do $$
declare
    facts text;
begin
    foreach facts in array array['approval_stage', 'approval_item'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
    end loop;
    foreach facts in array array['approval_case', 'case_material', 'case_suspension', 'material_tolerance'] loop
        execute format('create or replace trigger %I before update on %I for each row execute function refuse_changing_what_is_set()', facts || '_set_once', facts);
    end loop;
    foreach facts in array array['case_extension', 'case_conversion'] loop
        execute format('create or replace trigger %I before update on %I for each row execute function refuse_always()', facts || '_stays', facts);
    end loop;
    foreach facts in array array['case_material', 'case_suspension', 'case_extension', 'material_tolerance'] loop
        execute format('create or replace trigger %I before insert or update on %I for each row execute function refuse_on_closed_case()', facts || '_open_case', facts);
    end loop;
    foreach facts in array array['approval_stage', 'approval_item', 'approval_process', 'approval_case', 'case_material', 'case_suspension',
                                 'case_extension', 'material_tolerance', 'case_conversion'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
end
$$;

create or replace trigger material_tolerance_listed before insert or update of agreed_on on material_tolerance for each row execute function refuse_tolerating_main_material();
create or replace trigger case_suspension_in_time before insert on case_suspension for each row execute function refuse_suspension_before_acceptance();
create or replace trigger case_extension_in_bounds after insert on case_extension for each row execute function refuse_extending_beyond_catalogue();
create or replace trigger case_conversion_in_time before insert on case_conversion for each row execute function refuse_converting_too_early();
create or replace trigger approval_case_simulated before insert on approval_case for each row when (new.is_simulated) execute function refuse_simulating_outside_mode();

create or replace trigger approval_case_issue after insert or update on approval_case for each row execute function refuse_issuing_too_early();

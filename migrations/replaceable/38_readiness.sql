-- Readiness: what is written once stays, and what changes makes the last answer stale. Idempotent.
do $$
declare
    facts text;
begin
    foreach facts in array array['indicator_requirement', 'basic_indicator_set', 'readiness_demand', 'plot_indicator', 'regional_assessment', 'cleared_land_answer'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
    foreach facts in array array['dispute', 'dispute_closure', 'readiness_record'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', facts || '_stays', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
    foreach facts in array array['regional_assessment', 'cleared_land_answer', 'dispute', 'dispute_closure'] loop
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', facts || '_evidence_known', facts);
    end loop;
    foreach facts in array array['regional_assessment', 'plot_readiness', 'rulebook_entry'] loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       facts || '_layer_change', facts);
    end loop;
end
$$;

-- a dispute is settled no earlier than it began ------------------------------------------------------------------------
create or replace function refuse_closure_before_opening() returns trigger
language plpgsql as $$
begin
    if new.closed_on < (select opened_on from dispute where id = new.dispute_id) then
        raise exception 'dispute % closed before it was opened', new.dispute_id
            using errcode = 'integrity_constraint_violation', constraint = 'dispute_closed_after_opening';
    end if;
    return new;
end
$$;
create or replace trigger dispute_closure_in_order before insert on dispute_closure for each row execute function refuse_closure_before_opening();

-- facts of one plot: its last answer has to be given again -------------------------------------------------------------
create or replace function mark_readiness_stale() returns trigger
language plpgsql as $$
begin
    update plot_readiness set is_stale = true
    where not is_stale and upper_inf(valid) and plot_id in (select distinct plot_id from written);
    return null;
end
$$;
do $$
declare
    facts text;
begin
    foreach facts in array array['plot_version', 'planning_condition', 'servicing_fact', 'offer_terms', 'plot_indicator', 'cleared_land_answer', 'dispute'] loop
        execute format('create or replace trigger %I after insert on %I referencing new table as written for each statement execute function mark_readiness_stale()',
                       facts || '_readiness_stale', facts);
    end loop;
    foreach facts in array array['plot_version', 'planning_condition', 'servicing_fact', 'offer_terms', 'plot_indicator', 'cleared_land_answer'] loop
        execute format('create or replace trigger %I after update on %I referencing new table as written for each statement execute function mark_readiness_stale()',
                       facts || '_readiness_stale_closed', facts);
    end loop;
end
$$;

-- of the states of a plot the gate looks at land control only: an announcement does not make its own ground stale
create or replace function mark_readiness_stale_by_land() returns trigger
language plpgsql as $$
begin
    update plot_readiness r set is_stale = true
    where not r.is_stale and upper_inf(r.valid)
      and exists (select from written w where w.plot_id = r.plot_id and (w.land_control in ('cleared', 'reserved')) <> (r.topics ->> 'land' = 'passed'));
    return null;
end
$$;
create or replace trigger plot_state_readiness_stale after insert on plot_state
    referencing new table as written for each statement execute function mark_readiness_stale_by_land();

-- what is demanded of all plots, and the ground that an assessment covers ----------------------------------------------
create or replace function mark_all_readiness_stale() returns trigger
language plpgsql as $$
begin
    update plot_readiness set is_stale = true where not is_stale and upper_inf(valid);
    return null;
end
$$;
do $$
declare
    facts text;
begin
    foreach facts in array array['indicator_requirement', 'basic_indicator_set', 'readiness_demand', 'rulebook_entry', 'dispute_closure', 'park_boundary', 'regional_assessment'] loop
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function mark_all_readiness_stale()',
                       facts || '_readiness_stale', facts);
    end loop;
end
$$;

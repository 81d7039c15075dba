-- Findings, overlaps and reports: what is refused, and what moves a layer. Idempotent.

do $$
declare
    kept text;
begin
    foreach kept in array array['plot_check_run', 'overlap_review', 'compliance_report'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['plot_finding', 'constraint_overlap', 'constraint_area'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', kept || '_never_deleted', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
end
$$;
create or replace trigger constraint_area_keeps_history after update on constraint_area for each row execute function refuse_rewriting_history();

-- a finding is written once; the one thing added later is the run that saw it no longer
create or replace function keep_check_finding() returns trigger
language plpgsql as $$
declare
    -- generated columns are not worked out yet in a BEFORE trigger
    made text[] := array['resolved_on', 'resolved_run_id', 'place', 'geom_3857'];
begin
    if old.resolved_on is not null or new.resolved_on is null or to_jsonb(new) - made <> to_jsonb(old) - made then
        raise exception 'a finding stays as the run wrote it' using errcode = 'integrity_constraint_violation', constraint = 'plot_finding_stays';
    end if;
    return new;
end
$$;
create or replace trigger plot_finding_stays before update on plot_finding for each row execute function keep_check_finding();
create or replace trigger constraint_overlap_stays before update on constraint_overlap for each row execute function keep_check_finding();

-- runs of one kind follow each other in time: an earlier day would open and close findings out of turn
create or replace function refuse_check_run_out_of_turn() returns trigger
language plpgsql as $$
begin
    if exists (select from plot_check_run r where r.zone_id = new.zone_id and r.kind = new.kind and r.as_of > new.as_of) then
        raise exception 'a later run exists' using errcode = 'integrity_constraint_violation', constraint = 'plot_check_run_in_turn';
    end if;
    return new;
end
$$;
create or replace trigger plot_check_run_in_turn before insert on plot_check_run for each row execute function refuse_check_run_out_of_turn();

create or replace function refuse_review_of_gone_overlap() returns trigger
language plpgsql as $$
declare
    gone date;
begin
    select resolved_on into gone from constraint_overlap where id = new.overlap_id for update;
    if gone is not null then
        raise exception 'the overlap is gone' using errcode = 'integrity_constraint_violation', constraint = 'overlap_review_still_there';
    end if;
    return new;
end
$$;
create or replace trigger overlap_review_still_there before insert on overlap_review for each row execute function refuse_review_of_gone_overlap();

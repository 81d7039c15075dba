-- Evidence, calendar and rulebook: what is written once stays. Idempotent.
create or replace trigger evidence_content_stays before update or delete on evidence_content for each row execute function refuse_always();
create or replace trigger evidence_content_never_emptied before truncate on evidence_content for each statement execute function refuse_always();
create or replace trigger evidence_file_stays before update or delete on evidence_file for each row execute function refuse_always();
create or replace trigger evidence_file_never_emptied before truncate on evidence_file for each statement execute function refuse_always();

do $$
declare
    facts text;
begin
    foreach facts in array array['rulebook_entry', 'work_calendar_day', 'work_calendar_year'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
end
$$;

-- Every list of evidence that a fact carries names files that exist; called by the triggers of those tables.
create or replace function refuse_unknown_evidence() returns trigger
language plpgsql as $$
declare
    missing bigint;
begin
    select wanted into missing from unnest(new.evidence_ids) as wanted
    where not exists (select from evidence_file e where e.id = wanted) limit 1;
    if found then
        raise exception 'evidence % does not exist', missing
            using errcode = 'integrity_constraint_violation', constraint = 'evidence_known', detail = json_build_object('id', missing)::text;
    end if;
    return new;
end
$$;
comment on function refuse_unknown_evidence is 'Before insert on a table with evidence_ids bigint[]: each id must be a kept file';

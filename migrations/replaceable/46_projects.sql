-- What the project tables refuse, and what reads stand on. Idempotent.

create or replace view project_move_live as
    select m.* from project_move m where not exists (select from project_move_withdrawal w where w.move_id = m.id);
comment on view project_move_live is 'Moves that count: those recorded by mistake are left out';

create or replace function project_stage_on(project bigint, day date) returns text
language sql stable as $$
    select m.stage from project_move_live m where m.project_id = project and m.moved_on <= day order by m.sequence desc limit 1
$$;
comment on function project_stage_on is 'Stage of a project on a day by the moves known now; null before the first';

-- what happened is only added to ------------------------------------------------------------------------------------------
do $$
declare
    kept text;
begin
    foreach kept in array array['project_move', 'project_move_withdrawal', 'project_schedule', 'project_progress', 'project_month_light',
                                'supervision_letter', 'supervision_letter_step', 'project_problem', 'project_problem_step', 'case_transition'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['project_move', 'project_schedule', 'project_progress', 'supervision_letter', 'supervision_letter_step', 'project_problem_step'] loop
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', kept || '_evidence', kept);
    end loop;
end
$$;
create or replace trigger project_never_deleted before delete on project for each row execute function refuse_always();

-- one step after another, as case_transition says -------------------------------------------------------------------------
create or replace function refuse_step(machine_name text, before text, after text, has_evidence boolean, has_reason boolean, has_plot boolean) returns void
language plpgsql stable as $$
declare
    way case_transition;
    fault text;
begin
    select * into way from case_transition where machine = machine_name and from_state = before and to_state = after;
    fault := case
        when not found then 'allowed'
        when way.needs_evidence and not has_evidence then 'evidence'
        when way.needs_reason and not has_reason then 'reason'
        when way.needs_plot and not has_plot then 'plot'
    end;
    if fault is not null then
        raise exception '% may not go from % to %: %', machine_name, before, after, fault
            using errcode = 'integrity_constraint_violation', constraint = machine_name || '_step_' || fault,
                  detail = json_build_object('from', before, 'to', after)::text;
    end if;
end
$$;

create or replace function refuse_out_of_turn(machine_name text, next_no integer, given_no integer, before text, given_before text, last_day date, given_day date) returns void
language plpgsql as $$
begin
    if given_no <> next_no or given_before is distinct from before then
        raise exception '% was moved meanwhile', machine_name using errcode = 'integrity_constraint_violation', constraint = machine_name || '_step_in_turn';
    end if;
    if given_day < last_day then
        raise exception '% cannot move before its last move', machine_name
            using errcode = 'integrity_constraint_violation', constraint = machine_name || '_step_dates', detail = json_build_object('last_day', last_day)::text;
    end if;
end
$$;

create or replace function check_project_move() returns trigger
language plpgsql as $$
declare
    plot bigint;
    last_move project_move;
    next_no integer;
    before text;
begin
    select plot_id into plot from project where id = new.project_id for update;
    select coalesce(max(sequence), 0) + 1 into next_no from project_move where project_id = new.project_id;
    select * into last_move from project_move_live where project_id = new.project_id order by sequence desc limit 1;
    before := coalesce(last_move.stage, '');
    perform refuse_out_of_turn('project', next_no, new.sequence, before, new.from_stage, last_move.moved_on, new.moved_on);
    perform refuse_step('project', before, new.stage, cardinality(new.evidence_ids) > 0, btrim(new.reason) <> '', plot is not null);
    -- out of a pause: back to where it was, or out by a door that was open there
    if before = 'paused' and new.stage <> last_move.from_stage and not exists (
        select from case_transition where machine = 'project' and from_state = last_move.from_stage and to_state = new.stage
                                      and to_state in ('terminated', 'withdrawn')) then
        raise exception 'a paused project resumes where it stopped' using errcode = 'integrity_constraint_violation', constraint = 'project_step_allowed',
            detail = json_build_object('from', before, 'to', new.stage)::text;
    end if;
    return new;
end
$$;
create or replace trigger project_move_in_order before insert on project_move for each row execute function check_project_move();

create or replace function check_project_move_withdrawal() returns trigger
language plpgsql as $$
declare
    project_of bigint;
    last_id bigint;
    moves integer;
begin
    select project_id into project_of from project_move where id = new.move_id;
    perform from project where id = project_of for update;
    select id into last_id from project_move_live where project_id = project_of order by sequence desc limit 1;
    select count(*) into moves from project_move_live where project_id = project_of;
    if last_id is distinct from new.move_id or moves = 1 then
        raise exception 'only the last move can be taken back' using errcode = 'integrity_constraint_violation', constraint = 'project_move_last';
    end if;
    return new;
end
$$;
create or replace trigger project_move_withdrawal_last before insert on project_move_withdrawal for each row execute function check_project_move_withdrawal();

create or replace function check_letter_step() returns trigger
language plpgsql as $$
declare
    last_step supervision_letter_step;
begin
    perform from supervision_letter where id = new.letter_id for update;
    select * into last_step from supervision_letter_step where letter_id = new.letter_id order by sequence desc limit 1;
    perform refuse_out_of_turn('letter', coalesce(last_step.sequence, 0) + 1, new.sequence, coalesce(last_step.state, ''), new.from_state, last_step.done_on, new.done_on);
    perform refuse_step('letter', coalesce(last_step.state, ''), new.state, cardinality(new.evidence_ids) > 0, btrim(new.content_zh) <> '', true);
    return new;
end
$$;
create or replace trigger supervision_letter_step_in_order before insert on supervision_letter_step for each row execute function check_letter_step();

create or replace function check_problem_step() returns trigger
language plpgsql as $$
declare
    last_step project_problem_step;
begin
    perform from project_problem where id = new.problem_id for update;
    select * into last_step from project_problem_step where problem_id = new.problem_id order by sequence desc limit 1;
    perform refuse_out_of_turn('problem', coalesce(last_step.sequence, 0) + 1, new.sequence, coalesce(last_step.state, ''), new.from_state, last_step.done_on, new.done_on);
    perform refuse_step('problem', coalesce(last_step.state, ''), new.state, cardinality(new.evidence_ids) > 0, btrim(new.content_zh) <> '', true);
    return new;
end
$$;
create or replace trigger project_problem_step_in_order before insert on project_problem_step for each row execute function check_problem_step();

-- a month is judged when it is over, a plan and a report never replace an earlier one out of turn ----------------------------
create or replace function check_month_is_over() returns trigger
language plpgsql as $$
begin
    if new.read_on < (new.month + interval '1 month' - interval '1 day')::date then
        raise exception 'month % is not over on %', new.month, new.read_on
            using errcode = 'integrity_constraint_violation', constraint = 'project_month_light_over';
    end if;
    return new;
end
$$;
create or replace trigger project_month_light_over before insert on project_month_light for each row execute function check_month_is_over();

-- a closed review stays as it was scored -----------------------------------------------------------------------------------
create or replace function refuse_closed_review() returns trigger
language plpgsql as $$
declare
    review bigint := case when tg_op = 'DELETE' then old.review_id else new.review_id end;
    closed timestamptz;
begin
    select closed_at into closed from site_review where id = review for share;
    if closed is not null then
        raise exception 'review % is closed', review using errcode = 'integrity_constraint_violation', constraint = 'site_review_closed';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
do $$
declare
    part text;
begin
    foreach part in array array['site_review_item', 'site_review_judge', 'site_review_stop', 'site_review_score'] loop
        execute format('create or replace trigger %I before insert or update or delete on %I for each row execute function refuse_closed_review()', part || '_open', part);
    end loop;
end
$$;

create or replace function check_review_score() returns trigger
language plpgsql as $$
declare
    highest numeric;
begin
    select max_score into highest from site_review_item where review_id = new.review_id and item_no = new.item_no;
    if new.score > highest then
        raise exception 'score % above %', new.score, highest using errcode = 'integrity_constraint_violation', constraint = 'site_review_score_range',
            detail = json_build_object('max_score', highest)::text;
    end if;
    return new;
end
$$;
create or replace trigger site_review_score_range before insert or update on site_review_score for each row execute function check_review_score();

create or replace function refuse_reopened_review() returns trigger
language plpgsql as $$
begin
    if old.closed_at is not null then
        raise exception 'review % is closed', old.id using errcode = 'integrity_constraint_violation', constraint = 'site_review_closed';
    end if;
    return new;
end
$$;
create or replace trigger site_review_stays_closed before update or delete on site_review for each row execute function refuse_reopened_review();

-- what the map draws moves its revision ---------------------------------------------------------------------------------------
do $$
declare
    read text;
begin
    foreach read in array array['project', 'project_move', 'project_move_withdrawal'] loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       read || '_layer_change', read);
    end loop;
end
$$;

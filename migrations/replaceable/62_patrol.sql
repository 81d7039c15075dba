-- Patrols: which plots have to be looked at, how rounds stand, and what is refused. Idempotent.

do $$
declare
    kept text;
begin
    foreach kept in array array['patrol_stop', 'patrol_photo'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', kept || '_never_deleted', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['patrol_group', 'patrol_task', 'patrol_visit', 'patrol_member'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', kept || '_never_deleted', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['patrol_group', 'patrol_task', 'patrol_stop', 'patrol_visit', 'patrol_assignment'] loop
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
end
$$;
create or replace trigger patrol_photo_stays before update on patrol_photo for each row execute function refuse_always();
create or replace trigger patrol_assignment_keeps_history after update on patrol_assignment for each row execute function refuse_rewriting_history();
create or replace trigger patrol_assignment_never_deleted before delete on patrol_assignment for each row execute function refuse_always();
create or replace trigger patrol_assignment_never_emptied before truncate on patrol_assignment for each statement execute function refuse_always();
create or replace trigger patrol_visit_evidence_known before insert on patrol_visit for each row execute function refuse_unknown_evidence();

-- The boundary of the day decides where somebody stood; whoever writes a visit cannot say so himself. The task is the lock: a
-- round that is cancelled meanwhile takes no visit.
create or replace function measure_patrol_visit() returns trigger
language plpgsql as $$
declare
    there record;
    round_of patrol_task;
begin
    select v.park_id, v.zone_id, v.geom, v.planar_epsg into there
    from plot_version v where v.plot_id = new.plot_id and upper_inf(v.recorded) and v.valid @> new.visited_on;
    if not found then
        raise exception 'plot % has no boundary on %', new.plot_id, new.visited_on
            using errcode = 'integrity_constraint_violation', constraint = 'patrol_visit_plot_of_the_day';
    end if;
    new.park_id := there.park_id;
    new.zone_id := there.zone_id;
    if new.task_id is not null then
        select * into round_of from patrol_task where id = new.task_id for share;
        if round_of.cancelled_on is not null and round_of.cancelled_on <= new.visited_on then
            raise exception 'the round was cancelled' using errcode = 'integrity_constraint_violation', constraint = 'patrol_task_not_cancelled';
        end if;
        if new.visited_on < round_of.planned_on then
            raise exception 'visited before the round was planned' using errcode = 'integrity_constraint_violation', constraint = 'patrol_visit_after_plan';
        end if;
    end if;
    if new.position is null then
        new.is_inside := null;
        new.distance_m := null;
    else
        new.is_inside := ST_Intersects(there.geom, new.position);
        new.distance_m := round(ST_Distance(ST_Transform(there.geom, there.planar_epsg), ST_Transform(new.position, there.planar_epsg))::numeric, 1);
    end if;
    return new;
end
$$;
create or replace trigger patrol_visit_measured before insert on patrol_visit for each row execute function measure_patrol_visit();

create or replace function keep_patrol_visit() returns trigger
language plpgsql as $$
begin
    -- only two things are added later, each once: the case that a clue became, and the withdrawal
    if old.withdrawn_on is not null or (old.case_id is not null and new.case_id is distinct from old.case_id)
       or to_jsonb(new) - 'case_id' - 'withdrawn_on' - 'withdrawn_reason' - 'withdrawn_by_name'
          <> to_jsonb(old) - 'case_id' - 'withdrawn_on' - 'withdrawn_reason' - 'withdrawn_by_name' then
        raise exception 'a visit stays as it was recorded' using errcode = 'integrity_constraint_violation', constraint = 'patrol_visit_stays';
    end if;
    if new.withdrawn_on is not null and old.case_id is not null then
        raise exception 'a case rests on this visit' using errcode = 'integrity_constraint_violation', constraint = 'patrol_visit_bears_a_case';
    end if;
    return new;
end
$$;
create or replace trigger patrol_visit_stays before update on patrol_visit for each row execute function keep_patrol_visit();

create or replace function keep_patrol_task() returns trigger
language plpgsql as $$
begin
    if old.cancelled_on is not null then
        raise exception 'the round was cancelled' using errcode = 'integrity_constraint_violation', constraint = 'patrol_task_not_cancelled';
    end if;
    if new.cancelled_on is not null and not exists (
        select from patrol_stop s where s.task_id = new.id
        and not exists (select from patrol_visit v where v.task_id = s.task_id and v.plot_id = s.plot_id and v.withdrawn_on is null)) then
        raise exception 'every stop was visited' using errcode = 'integrity_constraint_violation', constraint = 'patrol_task_not_done';
    end if;
    return new;
end
$$;
create or replace trigger patrol_task_stays before update on patrol_task for each row execute function keep_patrol_task();

create or replace function patrol_task_standing(day date)
returns table (task_id bigint, park_id bigint, stops bigint, visited bigint, state text, done_on date, is_overdue boolean)
language sql stable as $$
    select t.id, t.park_id, n.stops, n.visited,
           case when t.cancelled_on <= day then 'cancelled' when n.stops = n.visited then 'done' when n.visited > 0 then 'under_way' else 'planned' end,
           case when n.stops = n.visited then n.last_on end,
           (t.cancelled_on is null or t.cancelled_on > day) and n.visited < n.stops and t.due_on < day
    from patrol_task t
    cross join lateral (
        select count(*) as stops, count(v.id) as visited, max(v.visited_on) as last_on
        from patrol_stop s
        left join patrol_visit v on v.task_id = s.task_id and v.plot_id = s.plot_id and v.visited_on <= day and (v.withdrawn_on is null or v.withdrawn_on > day)
        where s.task_id = t.id
    ) n
    where t.planned_on <= day
$$;
comment on function patrol_task_standing is 'How every round stands on a day: stops, those visited by then, its state, whether its last day has passed';

create or replace function patrol_coverage(day date)
returns table (plot_id bigint, zone_id bigint, park_id bigint, plot_no text, area_m2 numeric, stage text, development text, compliance text, watched_since date,
               group_id bigint, last_visit_id bigint, last_visited_on date, interval_days integer, unvisited_days integer, due_on date, task_id bigint, state text)
language sql stable as $$
    -- watched: allocated and not finished, or with a question of idleness open
    with watched as materialized (
        select s.plot_id, s.zone_id, s.park_id, s.plot_no, s.area_m2, s.stage, s.development, s.compliance,
               coalesce((select min(c.signed_on) from contract c where c.plot_id = s.plot_id and c.signed_on <= day and (c.ended_on is null or c.ended_on > day)),
                        (select lower(range_agg(w.valid)) from plot_snapshot w where w.plot_id = s.plot_id and w.supply = 'allocated' and lower(w.valid) <= day)) as since,
               case when s.compliance in ('late', 'suspected_idle', 'determined_idle', 'disposing') then rulebook_number('patrol.close_interval_days', day)
                    else rulebook_number('patrol.interval_days', day) end::integer as every
        from plot_snapshot s
        where s.valid @> day
          and (s.supply = 'allocated' and s.development in ('not_started', 'building', 'stopped') or s.compliance in ('suspected_idle', 'determined_idle', 'disposing'))
    ), seen as (
        select w.*, a.group_id, v.id as visit_id, v.visited_on, coalesce(v.visited_on, w.since, day) as from_on, t.id as open_task
        from watched w
        left join patrol_assignment a on a.plot_id = w.plot_id and upper_inf(a.recorded) and a.valid @> day
        left join lateral (
            -- a day at a closed gate is no look at the plot
            select p.id, p.visited_on from patrol_visit p
            where p.plot_id = w.plot_id and p.visited_on <= day and p.outcome <> 'revisit' and (p.withdrawn_on is null or p.withdrawn_on > day)
            order by p.visited_on desc, p.id desc limit 1
        ) v on true
        left join lateral (
            select k.id from patrol_stop s join patrol_task k on k.id = s.task_id
            where s.plot_id = w.plot_id and k.planned_on <= day and (k.cancelled_on is null or k.cancelled_on > day)
              and not exists (select from patrol_visit p where p.task_id = k.id and p.plot_id = s.plot_id and p.visited_on <= day
                              and (p.withdrawn_on is null or p.withdrawn_on > day))
            order by k.due_on, k.id limit 1
        ) t on true
    )
    select plot_id, zone_id, park_id, plot_no, area_m2, stage, development, compliance, since, group_id, visit_id, visited_on, every, day - from_on, from_on + every, open_task,
           case when every is null then 'unknown' when day - from_on <= every then case when visited_on is null then 'not_yet' else 'covered' end
                when open_task is not null then 'planned' when visited_on is null then 'never' else 'due' end
    from seen
$$;
comment on function patrol_coverage is 'Every plot that has to be looked at on a day, when it was last, and whether that is too long ago (rulebook: patrol.interval_days, patrol.close_interval_days)';

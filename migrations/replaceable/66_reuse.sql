-- Reuse of land: what is written stays, what the database refuses, and what reads stand on. Idempotent.
do $$
declare
    kept text;
begin
    foreach kept in array array['reuse_road', 'reuse_transition', 'reuse_measure', 'reuse_target', 'reuse_step', 'reuse_milestone', 'reuse_milestone_entry',
                                'reuse_party', 'reuse_figures', 'reuse_withdrawal', 'temporary_use', 'temporary_use_step'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['reuse_measure', 'reuse_target', 'reuse_step', 'reuse_milestone_entry', 'reuse_party', 'reuse_figures', 'temporary_use_step'] loop
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', kept || '_evidence', kept);
    end loop;
    foreach kept in array array['reuse_measure', 'reuse_step', 'reuse_party', 'reuse_figures', 'reuse_withdrawal', 'temporary_use_step'] loop
        execute format('create or replace trigger %I after insert on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
end
$$;

create or replace view reuse_step_live as
    select s.* from reuse_step s where not exists (select from reuse_withdrawal w where w.subject = 'step' and w.subject_id = s.id);
create or replace view reuse_party_live as
    select p.* from reuse_party p where not exists (select from reuse_withdrawal w where w.subject = 'party' and w.subject_id = p.id);
create or replace view reuse_figures_live as
    select distinct on (f.measure_id, f.side) f.* from reuse_figures f
    where not exists (select from reuse_withdrawal w where w.subject = 'figures' and w.subject_id = f.id)
    order by f.measure_id, f.side, f.id desc;
comment on view reuse_figures_live is 'Per measure and side the figures that hold: the newest that were not taken back';

-- the plot that a measure or a use is about -----------------------------------------------------------------------------
create or replace function plot_area_on(plot bigint, day date) returns numeric
language sql stable as $$
    select coalesce(v.area_surveyed_m2, v.area_planar_m2) from plot_version v
    where v.plot_id = plot and upper_inf(v.recorded) and lower(v.valid) <= day order by lower(v.valid) desc limit 1
$$;
comment on function plot_area_on is 'Area of a plot by the boundary in force on the day, or its last one before; null before it existed';

create or replace function check_reuse_measure() returns trigger
language plpgsql as $$
declare
    whole numeric;
    held record;
begin
    perform pg_advisory_xact_lock(4497, (new.plot_id % 2147483647)::integer);  -- measures of one plot are registered in turn
    select max(coalesce(area_surveyed_m2, area_planar_m2)) into whole from plot_version where plot_id = new.plot_id and upper_inf(recorded);
    if new.area_m2 > whole then
        raise exception 'a measure on % m2 of a plot of % m2', new.area_m2, whole
            using errcode = 'integrity_constraint_violation', constraint = 'reuse_within_plot', detail = json_build_object('area_m2', whole)::text;
    end if;
    if new.case_id is not null and not exists (select from idle_case where id = new.case_id and plot_id = new.plot_id) then
        raise exception 'case % is about another plot', new.case_id using errcode = 'integrity_constraint_violation', constraint = 'reuse_case_of_plot';
    end if;
    select m.reuse_no into held
    from reuse_measure m
    cross join lateral (select s.stage from reuse_step_live s where s.measure_id = m.id order by s.sequence desc limit 1) k
    where m.plot_id = new.plot_id and m.measure = new.measure and m.geom is null and new.geom is null and k.stage not in ('reused', 'abandoned')
    limit 1;
    if found then
        raise exception 'measure % is running on this plot', held.reuse_no
            using errcode = 'integrity_constraint_violation', constraint = 'reuse_one_running', detail = json_build_object('reuse_no', held.reuse_no)::text;
    end if;
    return new;
end
$$;
create or replace trigger reuse_measure_checked before insert on reuse_measure for each row execute function check_reuse_measure();

-- one step after another --------------------------------------------------------------------------------------------------
create or replace function refuse_reuse_step(fault text, extra jsonb default '{}') returns void
language plpgsql as $$
begin
    raise exception 'reuse: %', fault using errcode = 'integrity_constraint_violation', constraint = 'reuse_step_' || fault, detail = extra::text;
end
$$;

create or replace function check_reuse_step() returns trigger
language plpgsql as $$
declare
    of_measure reuse_measure;
    last_step reuse_step;
    way reuse_transition;
    next_no integer;
    released numeric;
begin
    -- the row is append-only and its lock needs the right to update, so writers take turns on an advisory lock
    perform pg_advisory_xact_lock(4498, (new.measure_id % 2147483647)::integer);
    select * into of_measure from reuse_measure where id = new.measure_id;
    select coalesce(max(sequence), 0) + 1 into next_no from reuse_step where measure_id = new.measure_id;
    select * into last_step from reuse_step_live where measure_id = new.measure_id order by sequence desc limit 1;
    if new.sequence <> next_no or new.from_stage <> coalesce(last_step.stage, '') then
        perform refuse_reuse_step('in_turn');
    end if;
    if new.taken_on < last_step.taken_on then
        perform refuse_reuse_step('dates', jsonb_build_object('last_day', last_step.taken_on));
    end if;
    select t.* into way from reuse_transition t join reuse_road r on r.road = t.road
    where t.machine = 'reuse' and r.measure = of_measure.measure and t.from_state = new.from_stage and t.to_state = new.stage;
    if not found then
        perform refuse_reuse_step('allowed', jsonb_build_object('from', new.from_stage, 'to', new.stage));
    end if;
    if way.needs_evidence and cardinality(new.evidence_ids) = 0 then
        perform refuse_reuse_step('evidence');
    end if;
    if way.needs_reason and btrim(new.reason) = '' then
        perform refuse_reuse_step('reason');
    end if;
    if way.needs_area and new.released_m2 is null then
        perform refuse_reuse_step('area');
    end if;
    if not way.needs_area and new.released_m2 is not null then
        perform refuse_reuse_step('area_out_of_place');
    end if;
    if new.released_m2 > of_measure.area_m2 then
        perform refuse_reuse_step('released_within', jsonb_build_object('area_m2', of_measure.area_m2));
    end if;
    if new.released_m2 is not null then
        perform pg_advisory_xact_lock(4497, (of_measure.plot_id % 2147483647)::integer);
        select coalesce(sum(k.released_m2), 0) into released
        from reuse_measure m
        cross join lateral (select s.stage from reuse_step_live s where s.measure_id = m.id order by s.sequence desc limit 1) now
        join reuse_step_live k on k.measure_id = m.id and k.stage = 'released'
        where m.plot_id = of_measure.plot_id and m.id <> of_measure.id and now.stage in ('released', 'prepared');  -- released and not yet given to anybody
        if new.stage = 'released' and released + new.released_m2 > plot_area_on(of_measure.plot_id, new.taken_on) then
            perform refuse_reuse_step('released_within_plot', jsonb_build_object('released_m2', released));
        end if;
    end if;
    if way.needs_left and not exists (select from reuse_party_live p where p.measure_id = new.measure_id and p.direction = 'left' and p.moved_on <= new.taken_on) then
        perform refuse_reuse_step('left');
    end if;
    if way.needs_came and not exists (select from reuse_party_live p where p.measure_id = new.measure_id and p.direction = 'came' and p.moved_on <= new.taken_on) then
        perform refuse_reuse_step('came');
    end if;
    if way.needs_after and not exists (select from reuse_figures_live f where f.measure_id = new.measure_id and f.side = 'after') then
        perform refuse_reuse_step('after');
    end if;
    return new;
end
$$;
create or replace trigger reuse_step_in_order before insert on reuse_step for each row execute function check_reuse_step();

create or replace function refuse_measure_without_plan() returns trigger
language plpgsql as $$
begin
    if not exists (select from reuse_step where measure_id = new.id) then
        raise exception 'measure % has no first step', new.id using errcode = 'integrity_constraint_violation', constraint = 'reuse_begins_planned';
    end if;
    return null;
end
$$;
select ensure_deferred_trigger('reuse_begins_planned', 'reuse_measure', 'refuse_measure_without_plan');

create or replace function check_reuse_withdrawal() returns trigger
language plpgsql as $$
declare
    last_id bigint;
    steps integer;
begin
    perform pg_advisory_xact_lock(4498, (new.measure_id % 2147483647)::integer);
    if new.subject = 'step' then
        select id into last_id from reuse_step_live where measure_id = new.measure_id order by sequence desc limit 1;
        select count(*) into steps from reuse_step_live where measure_id = new.measure_id;
        if last_id is distinct from new.subject_id or steps = 1 then
            perform refuse_reuse_step('last');
        end if;
    elsif new.subject = 'party' then
        perform from reuse_party where id = new.subject_id and measure_id = new.measure_id;
        if not found then perform refuse_reuse_step('of_measure'); end if;
    else
        perform from reuse_figures where id = new.subject_id and measure_id = new.measure_id;
        if not found then perform refuse_reuse_step('of_measure'); end if;
    end if;
    -- what a step rests on stays while the step counts
    if new.subject = 'party' and exists (
        select from reuse_step_live s join reuse_measure m on m.id = s.measure_id join reuse_road r on r.measure = m.measure
        join reuse_transition t on t.machine = 'reuse' and t.road = r.road and t.from_state = s.from_stage and t.to_state = s.stage
        join reuse_party mine on mine.id = new.subject_id
        where s.measure_id = new.measure_id and ((t.needs_left and mine.direction = 'left') or (t.needs_came and mine.direction = 'came'))
          and not exists (select from reuse_party_live p where p.measure_id = new.measure_id and p.direction = mine.direction and p.id <> mine.id and p.moved_on <= s.taken_on)) then
        perform refuse_reuse_step('rests_on_it');
    end if;
    if new.subject = 'figures' and exists (
        select from reuse_step_live s where s.measure_id = new.measure_id and s.stage = 'reused')
        and (select side from reuse_figures where id = new.subject_id) = 'after'
        and not exists (select from reuse_figures f where f.measure_id = new.measure_id and f.side = 'after' and f.id <> new.subject_id
                            and not exists (select from reuse_withdrawal w where w.subject = 'figures' and w.subject_id = f.id)) then
        perform refuse_reuse_step('rests_on_it');
    end if;
    return new;
end
$$;
create or replace trigger reuse_withdrawal_checked before insert on reuse_withdrawal for each row execute function check_reuse_withdrawal();

create or replace function check_reuse_milestone_entry() returns trigger
language plpgsql as $$
declare
    last_entry reuse_milestone_entry;
begin
    perform pg_advisory_xact_lock(4499, (new.milestone_id % 2147483647)::integer);
    select * into last_entry from reuse_milestone_entry where milestone_id = new.milestone_id order by sequence desc limit 1;
    if new.sequence <> coalesce(last_entry.sequence, 0) + 1 or (new.act = 'set') <> (last_entry.id is null) then
        raise exception 'milestone was changed meanwhile' using errcode = 'integrity_constraint_violation', constraint = 'reuse_milestone_in_turn';
    end if;
    if last_entry.act in ('done', 'drop') then
        raise exception 'milestone is settled' using errcode = 'integrity_constraint_violation', constraint = 'reuse_milestone_settled';
    end if;
    if new.done_on > new.entered_on or new.entered_on < last_entry.entered_on then
        raise exception 'milestone days out of order' using errcode = 'integrity_constraint_violation', constraint = 'reuse_milestone_dates';
    end if;
    return new;
end
$$;
create or replace trigger reuse_milestone_entry_in_order before insert on reuse_milestone_entry for each row execute function check_reuse_milestone_entry();

create or replace function check_reuse_figures() returns trigger
language plpgsql as $$
begin
    if new.area_m2 > (select max(coalesce(v.area_surveyed_m2, v.area_planar_m2)) from reuse_measure m join plot_version v on v.plot_id = m.plot_id and upper_inf(v.recorded)
                      where m.id = new.measure_id) then
        raise exception 'figures of more land than the plot has' using errcode = 'integrity_constraint_violation', constraint = 'reuse_figures_within_plot';
    end if;
    return new;
end
$$;
create or replace trigger reuse_figures_checked before insert on reuse_figures for each row execute function check_reuse_figures();

-- temporary use: its last day, its ground, its steps --------------------------------------------------------------------------
create or replace function temporary_use_limit(arranged date) returns date
language sql stable as $$
    select (arranged + make_interval(years => rulebook_number('idle.temporary_use_years_max', arranged)::integer))::date
$$;
comment on function temporary_use_limit is 'The last day that a use arranged on this day may have (闲置土地处置办法 第十二条 (三))';

create or replace function check_temporary_use() returns trigger
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(4497, (new.plot_id % 2147483647)::integer);
    if new.area_m2 > plot_area_on(new.plot_id, new.starts_on) then
        raise exception 'a use of more land than the plot has'
            using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_within_plot',
                  detail = json_build_object('area_m2', plot_area_on(new.plot_id, new.starts_on))::text;
    end if;
    if new.measure_id is not null and not exists (select from reuse_measure where id = new.measure_id and plot_id = new.plot_id) then
        raise exception 'measure % is about another plot', new.measure_id using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_measure_of_plot';
    end if;
    return new;
end
$$;
create or replace trigger temporary_use_checked before insert on temporary_use for each row execute function check_temporary_use();

create or replace function temporary_use_occupied(plot bigint, first date, last date) returns numeric
language sql stable as $$
    -- the most land of a plot in temporary use on one day of [first, last]: asked on the days on which a use begins
    with held as (
        select u.area_m2, greatest(u.starts_on, first) as begins_on,
               coalesce((select min(s.taken_on) - 1 from temporary_use_step s where s.use_id = u.id and s.state <> 'arranged'),
                        (select s.until_on from temporary_use_step s where s.use_id = u.id order by s.sequence desc limit 1)) as ends_on
        from temporary_use u where u.plot_id = plot
    )
    select coalesce(max(total), 0) from (
        select (select sum(h.area_m2) from held h where h.begins_on <= d.begins_on and h.ends_on >= d.begins_on) as total
        from held d where d.begins_on <= last and d.ends_on >= first) days
$$;
comment on function temporary_use_occupied is 'The most land (m2) of a plot that is in temporary use on one and the same day of a period';

create or replace function check_temporary_use_step() returns trigger
language plpgsql as $$
declare
    of_use temporary_use;
    last_step temporary_use_step;
    way reuse_transition;
begin
    select * into of_use from temporary_use where id = new.use_id;
    perform pg_advisory_xact_lock(4497, (of_use.plot_id % 2147483647)::integer);
    select * into last_step from temporary_use_step where use_id = new.use_id order by sequence desc limit 1;
    if new.sequence <> coalesce(last_step.sequence, 0) + 1 or new.from_state <> coalesce(last_step.state, '') then
        raise exception 'changed meanwhile' using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_in_turn';
    end if;
    select * into way from reuse_transition where machine = 'temporary_use' and from_state = new.from_state and to_state = new.state;
    if not found then
        raise exception 'not from % to %', new.from_state, new.state using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_allowed';
    end if;
    if new.taken_on < coalesce(last_step.taken_on, of_use.arranged_on) then
        raise exception 'before the last step' using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_dates';
    end if;
    if way.needs_evidence and cardinality(new.evidence_ids) = 0 then
        raise exception 'no evidence' using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_evidence';
    end if;
    if way.needs_reason and btrim(new.note) = '' then
        raise exception 'no note' using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_note';
    end if;
    if new.state = 'arranged' then
        if new.until_on < of_use.starts_on or new.until_on <= last_step.until_on then
            raise exception 'ends too early' using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_until_order';
        end if;
        if new.until_on > temporary_use_limit(of_use.arranged_on) then
            raise exception 'longer than the limit'
                using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_limit',
                      detail = json_build_object('limit_on', temporary_use_limit(of_use.arranged_on))::text;
        end if;
    end if;
    return new;
end
$$;
create or replace trigger temporary_use_step_in_order before insert on temporary_use_step for each row execute function check_temporary_use_step();

create or replace function check_temporary_use_ground() returns trigger
language plpgsql as $$
declare
    of_use temporary_use;
begin
    select * into of_use from temporary_use where id = new.use_id;
    if temporary_use_occupied(of_use.plot_id, of_use.starts_on, new.until_on) > plot_area_on(of_use.plot_id, of_use.starts_on) then
        raise exception 'more land in temporary use than the plot has' using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_overlap';
    end if;
    return null;
end
$$;
create or replace trigger temporary_use_step_ground after insert on temporary_use_step for each row when (new.state = 'arranged')
    execute function check_temporary_use_ground();

create or replace function refuse_use_without_end() returns trigger
language plpgsql as $$
begin
    if not exists (select from temporary_use_step where use_id = new.id) then
        raise exception 'temporary use % has no last day', new.id using errcode = 'integrity_constraint_violation', constraint = 'temporary_use_begins_arranged';
    end if;
    return null;
end
$$;
select ensure_deferred_trigger('temporary_use_begins_arranged', 'temporary_use', 'refuse_use_without_end');

-- how everything stands on a day ------------------------------------------------------------------------------------------------
create or replace function reuse_standing(day date)
returns table (measure_id bigint, reuse_no text, zone_id bigint, park_id bigint, plot_id bigint, measure text, road text, origin text, case_id bigint,
               stage text, since date, area_m2 numeric, target_m2 numeric, target_investment_yuan numeric, target_output_yuan numeric, target_tax_yuan numeric,
               release_by date, reuse_by date, released_m2 numeric, released_on date, prepared_on date, resupplied_on date, reused_on date, next_due_on date, is_open boolean)
language sql stable as $$
    select m.id, m.reuse_no, m.zone_id, m.park_id, m.plot_id, m.measure, r.road, m.origin, m.case_id, k.stage, k.taken_on, m.area_m2, t.release_m2,
           t.investment_yuan, t.output_yuan, t.tax_yuan, t.release_by, t.reuse_by, told.released_m2, told.released_on, told.prepared_on, told.resupplied_on, told.reused_on,
           case when k.stage in ('reused', 'abandoned') then null
                else least(step.due_on, case when k.stage in ('planned', 'approved', 'implementing') and r.road <> 'in_place' then t.release_by else t.reuse_by end) end,
           k.stage not in ('reused', 'abandoned')
    from reuse_measure m
    join reuse_road r on r.measure = m.measure
    cross join lateral (select s.stage, s.taken_on from reuse_step_live s where s.measure_id = m.id and s.taken_on <= day order by s.sequence desc limit 1) k
    cross join lateral (
        select max(s.released_m2) as released_m2, max(s.taken_on) filter (where s.stage = 'released') as released_on,
               max(s.taken_on) filter (where s.stage = 'prepared') as prepared_on, max(s.taken_on) filter (where s.stage = 'resupplied') as resupplied_on,
               max(s.taken_on) filter (where s.stage = 'reused') as reused_on
        from reuse_step_live s where s.measure_id = m.id and s.taken_on <= day) told
    left join lateral (select * from reuse_target x where x.measure_id = m.id and x.holds_from <= day order by x.version_no desc limit 1) t on true
    left join lateral (
        select min(e.due_on) as due_on from reuse_milestone n
        cross join lateral (select x.act, x.due_on from reuse_milestone_entry x where x.milestone_id = n.id and x.entered_on <= day order by x.sequence desc limit 1) e
        where n.measure_id = m.id and e.act in ('set', 'move')) step on true
$$;
comment on function reuse_standing is 'One row per measure that existed on the day: stage, targets in force, what was reached, next day to keep';

create or replace function temporary_use_standing(day date)
returns table (use_id bigint, use_no text, park_id bigint, plot_id bigint, measure_id bigint, user_name text, purpose text, area_m2 numeric, arranged_on date, starts_on date,
               until_on date, limit_on date, state text, since date, restore_by date, standing text, due_on date)
language sql stable as $$
    select u.id, u.use_no, u.park_id, u.plot_id, u.measure_id, u.user_name, u.purpose, u.area_m2, u.arranged_on, u.starts_on, e.until_on,
           temporary_use_limit(u.arranged_on), k.state, k.taken_on, k.restore_by,
           case when k.state <> 'arranged' then k.state when u.starts_on > day then 'scheduled' when e.until_on < day then 'overdue' else 'running' end,
           case k.state when 'arranged' then e.until_on when 'not_restored' then k.restore_by when 'vacated' then k.taken_on end
    from temporary_use u
    cross join lateral (select s.state, s.taken_on, s.restore_by from temporary_use_step s where s.use_id = u.id and s.taken_on <= day order by s.sequence desc limit 1) k
    cross join lateral (select max(s.until_on) as until_on from temporary_use_step s where s.use_id = u.id and s.taken_on <= day) e
$$;
comment on function temporary_use_standing is 'One row per temporary use known on the day; standing: scheduled, running, overdue (not given back), vacated, not_restored, restored';

-- land in temporary use is not ready to be supplied: what is recorded of a use decides what the readiness gate says -------------
create or replace function mark_readiness_stale_by_temporary_use() returns trigger
language plpgsql as $$
begin
    update plot_readiness set is_stale = true
    where not is_stale and upper_inf(valid) and plot_id in (select u.plot_id from written w join temporary_use u on u.id = w.use_id);
    return null;
end
$$;
create or replace trigger temporary_use_step_readiness_stale after insert on temporary_use_step
    referencing new table as written for each statement execute function mark_readiness_stale_by_temporary_use();

create or replace function reuse_origin_on(day date)
returns table (plot_id bigint, measure_id bigint, reuse_no text, measure text, origin text, case_id bigint, case_no text, stage text, since date, released_m2 numeric)
language sql stable as $$
    -- the plot itself while it lives, else the live plots that stand on its ground (re-cut land keeps its origin)
    select v.plot_id, k.measure_id, k.reuse_no, k.measure, k.origin, k.case_id, c.case_no, k.stage, k.since, k.released_m2
    from reuse_standing(day) k
    join reuse_measure m on m.id = k.measure_id
    left join idle_case c on c.id = k.case_id
    cross join lateral (
        select p.geom, p.planar_epsg from plot_version p where p.plot_id = k.plot_id and upper_inf(p.recorded) and lower(p.valid) <= day
        order by lower(p.valid) desc limit 1) old
    join plot_version v on upper_inf(v.recorded) and v.valid @> day
     and (case when m.geom is null and v.plot_id = k.plot_id then true
               else v.geom && coalesce(m.geom, old.geom)
                    and ST_Area(ST_Intersection(ST_Transform(v.geom, old.planar_epsg), ST_Transform(coalesce(m.geom, old.geom), old.planar_epsg))) > 1 end)
    where k.road <> 'in_place' and k.stage in ('prepared', 'resupplied', 'reused') or (k.road = 'transferred' and k.stage = 'released')
$$;
comment on function reuse_origin_on is 'Plots of a day that are land put to use again: which measure released them, from which idle case';

create or replace view public_reused_land as
    select v.plot_id as id, shown.valid * v.valid * daterange(min(s.taken_on), null) as valid
    from reuse_measure m
    join reuse_road r on r.measure = m.measure and r.road <> 'in_place'
    join reuse_step_live s on s.measure_id = m.id and s.stage = case r.road when 'returned' then 'prepared' else 'released' end
    cross join lateral (
        select p.geom, p.planar_epsg from plot_version p where p.plot_id = m.plot_id and upper_inf(p.recorded) and lower(p.valid) <= s.taken_on
        order by lower(p.valid) desc limit 1) old
    join plot_version v on upper_inf(v.recorded) and v.valid && daterange(s.taken_on, null)
     and (case when m.geom is null and v.plot_id = m.plot_id then true
               else v.geom && coalesce(m.geom, old.geom)
                    and ST_Area(ST_Intersection(ST_Transform(v.geom, old.planar_epsg), ST_Transform(coalesce(m.geom, old.geom), old.planar_epsg))) > 1 end)
    join public_site_days shown
      on shown.plot_id = v.plot_id and shown.valid && v.valid
    group by v.plot_id, v.valid, shown.valid;
comment on view public_reused_land is 'That land was put into supply again, and since when; nothing of who had it before';

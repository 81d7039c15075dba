-- Proposals: what may be written when and by whom, and that ground neither appears nor disappears in the lineage. Idempotent.
do $$
declare
    kept text;
begin
    foreach kept in array array['proposal_transition', 'proposal_step', 'proposal_remark', 'proposal_remark_resolution', 'lineage_edge'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['proposal', 'proposal_operation', 'proposal_shape'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', kept || '_never_deleted', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    create or replace trigger proposal_parent_layer_change after insert or update or delete on proposal_parent for each statement execute function count_layer_change();
    foreach kept in array array['proposal', 'proposal_operation', 'proposal_shape', 'proposal_remark', 'proposal_remark_resolution', 'lineage_edge'] loop
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function count_layer_change()', kept || '_layer_change', kept);
    end loop;
end
$$;

create or replace function refuse_proposal(fault text, extra jsonb default '{}') returns void
language plpgsql as $$
begin
    raise exception 'proposal: %', fault using errcode = 'integrity_constraint_violation', constraint = 'proposal_' || fault, detail = extra::text;
end
$$;

-- what was submitted stays as it was submitted ----------------------------------------------------------------------------
create or replace function refuse_drawing_in_review() returns trigger
language plpgsql as $$
declare
    held text;
    wanted bigint := case when tg_op = 'DELETE' then old.proposal_id else new.proposal_id end;
begin
    -- the row is locked, so that a submission and a last stroke of the pen take turns
    select state into held from proposal where id = wanted for no key update;
    if held not in ('draft', 'returned') then
        perform refuse_proposal('not_open', jsonb_build_object('state', held));
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
create or replace trigger proposal_operation_open before insert or update on proposal_operation for each row execute function refuse_drawing_in_review();
create or replace trigger proposal_shape_open before insert or update on proposal_shape for each row execute function refuse_drawing_in_review();
create or replace trigger proposal_parent_open before insert or update or delete on proposal_parent for each row execute function refuse_drawing_in_review();

create or replace function check_proposal() returns trigger
language plpgsql as $$
declare
    written record := new;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'draft' then perform refuse_proposal('begins_as_draft'); end if;
        return new;
    end if;
    written.state := old.state;
    if new.state is distinct from old.state and pg_trigger_depth() < 2 then
        perform refuse_proposal('state_by_step');
    end if;
    if written is distinct from old and old.state not in ('draft', 'returned') then
        perform refuse_proposal('not_open', jsonb_build_object('state', old.state));
    end if;
    if new.version < old.version or new.id <> old.id or new.park_id <> old.park_id or new.author_id is distinct from old.author_id
       or new.proposal_no <> old.proposal_no then
        perform refuse_proposal('identity_stays');
    end if;
    return new;
end
$$;
create or replace trigger proposal_checked before insert or update on proposal for each row execute function check_proposal();

-- one step after another, and never by the eyes that drew it ---------------------------------------------------------------
create or replace function check_proposal_step() returns trigger
language plpgsql as $$
declare
    of_proposal proposal;
    last_step proposal_step;
    way proposal_transition;
begin
    select * into of_proposal from proposal where id = new.proposal_id for update;
    select * into last_step from proposal_step where proposal_id = new.proposal_id order by sequence desc limit 1;
    if new.sequence <> coalesce(last_step.sequence, 0) + 1 or new.from_state <> coalesce(last_step.state, '')
       or new.proposal_version <> of_proposal.version then
        perform refuse_proposal('step_in_turn', jsonb_build_object('state', of_proposal.state, 'by', last_step.actor_name));
    end if;
    select * into way from proposal_transition where from_state = new.from_state and to_state = new.state;
    if not found then
        perform refuse_proposal('step_allowed', jsonb_build_object('state', of_proposal.state));
    end if;
    if way.needs_reason and btrim(new.reason) = '' then
        perform refuse_proposal('step_reason');
    end if;
    -- a person is an account; a command on the server has none and is told apart by its name
    if way.by_another and (coalesce(new.actor_id::text, new.actor_name) = coalesce(of_proposal.author_id::text, of_proposal.author_name) or exists (
        select from proposal_operation o where o.proposal_id = new.proposal_id and not o.is_removed and coalesce(new.actor_id::text, new.actor_name)
               in (coalesce(o.created_by::text, o.created_by_name), coalesce(o.changed_by::text, o.changed_by_name)))) then
        perform refuse_proposal('four_eyes', jsonb_build_object('author', of_proposal.author_name));
    end if;
    if new.taken_on < last_step.taken_on then
        perform refuse_proposal('step_dates', jsonb_build_object('last_day', last_step.taken_on));
    end if;
    return new;
end
$$;
create or replace trigger proposal_step_checked before insert on proposal_step for each row execute function check_proposal_step();

create or replace function follow_proposal_step() returns trigger
language plpgsql as $$
begin
    update proposal set state = new.state where id = new.proposal_id and state <> new.state;
    return null;
end
$$;
create or replace trigger proposal_step_followed after insert on proposal_step for each row execute function follow_proposal_step();

create or replace function check_proposal_remark() returns trigger
language plpgsql as $$
declare
    of_proposal proposal;
begin
    select * into of_proposal from proposal where id = new.proposal_id for no key update;
    if of_proposal.state <> 'submitted' then
        perform refuse_proposal('remark_in_review', jsonb_build_object('state', of_proposal.state));
    end if;
    if coalesce(new.author_id::text, new.author_name) = coalesce(of_proposal.author_id::text, of_proposal.author_name) then
        perform refuse_proposal('four_eyes', jsonb_build_object('author', of_proposal.author_name));
    end if;
    return new;
end
$$;
create or replace trigger proposal_remark_checked before insert on proposal_remark for each row execute function check_proposal_remark();

-- lineage: every edge leads to a later day, so no walk can come back; and the ground on both sides is the same ----------------
create or replace function refuse_lineage(fault text, extra jsonb default '{}') returns void
language plpgsql as $$
begin
    raise exception 'lineage: %', fault using errcode = 'integrity_constraint_violation', constraint = 'lineage_' || fault, detail = extra::text;
end
$$;

create or replace function check_lineage_edge() returns trigger
language plpgsql as $$
declare
    began date;
    follows date;
    following_no text;
begin
    select min(lower(valid)) into began from plot_version where plot_id = new.from_plot_id and version_no = new.from_version_no;
    select min(lower(valid)), max(plot_no) into follows, following_no from plot_version where plot_id = new.to_plot_id and version_no = new.to_version_no;
    if began is null or follows is null then
        perform refuse_lineage('of_known_boundaries');
    end if;
    if not (began < new.changed_on and follows = new.changed_on) then
        perform refuse_lineage('forward', jsonb_build_object('plot_no', following_no, 'began_on', began, 'changed_on', new.changed_on));
    end if;
    return new;
end
$$;
create or replace trigger lineage_edge_forward before insert on lineage_edge for each row execute function check_lineage_edge();

create or replace function refuse_lineage_losing_ground() returns trigger
language plpgsql as $$
declare
    tolerance numeric := coalesce(rulebook_number('proposal.area_kept_tolerance_m2', new.changed_on), 1.0);
    side record;
begin
    for side in
        select v.plot_no, v.area_planar_m2 as whole, e.told
        from (values (new.from_plot_id, new.from_version_no, true), (new.to_plot_id, new.to_version_no, false)) as n (plot_id, version_no, is_from)
        cross join lateral (
            select plot_no, area_planar_m2 from plot_version v
            where v.plot_id = n.plot_id and v.version_no = n.version_no order by lower(v.recorded) desc limit 1
        ) v
        cross join lateral (
            select sum(e.area_m2) as told from lineage_edge e
            where (n.is_from and e.from_plot_id = n.plot_id and e.from_version_no = n.version_no and e.changed_on = new.changed_on)
               or (not n.is_from and e.to_plot_id = n.plot_id and e.to_version_no = n.version_no)
        ) e
    loop
        if abs(side.told - side.whole) > tolerance then
            perform refuse_lineage('keeps_ground', jsonb_build_object('plot_no', side.plot_no, 'told_m2', side.told, 'area_m2', side.whole,
                                                                      'tolerance_m2', tolerance));
        end if;
    end loop;
    return null;
end
$$;
drop trigger if exists lineage_edge_keeps_ground on lineage_edge;
create constraint trigger lineage_edge_keeps_ground after insert on lineage_edge deferrable initially deferred
    for each row when (new.keeps_ground) execute function refuse_lineage_losing_ground();

-- what was published meanwhile --------------------------------------------------------------------------------------------------
create or replace view proposal_conflict as
    select p.proposal_id, p.operation_id, p.id as parent_id, p.plot_id, p.base_version_no, now.newest_version_no, now.plot_no, not now.lives as is_retired,
           c.id is distinct from p.base_condition_id and o.kind = 'conditions' as conditions_changed,
           case when now.newest_version_no = p.base_version_no and now.lives then lower(c.recorded) else now.changed_at end as changed_at
    from proposal_parent p
    join proposal pr on pr.id = p.proposal_id and pr.state in ('draft', 'submitted', 'returned')
    join proposal_operation o on o.id = p.operation_id
    cross join lateral (
        select max(v.version_no) as newest_version_no, bool_or(upper_inf(v.valid)) as lives, max(lower(v.recorded)) as changed_at,
               (array_agg(v.plot_no order by v.valid desc))[1] as plot_no
        from plot_version v where v.plot_id = p.plot_id and upper_inf(v.recorded)
    ) now
    left join planning_condition c on c.plot_id = p.plot_id and upper_inf(c.recorded) and upper_inf(c.valid)
    where p.is_live and p.plot_id is not null
      and (now.newest_version_no <> p.base_version_no or not now.lives or (c.id is distinct from p.base_condition_id and o.kind = 'conditions'));
comment on view proposal_conflict is 'Plots of open proposals that were published anew, retired or given other conditions since they were taken up';

-- ground taken again ---------------------------------------------------------------------------------------------------------
create or replace function record_ground_taken_again() returns trigger
language plpgsql as $$
begin
    insert into lineage_edge (zone_id, from_plot_id, from_version_no, to_plot_id, to_version_no, kind, changed_on, area_m2, source, keeps_ground)
    select new.zone_id, gone.plot_id, gone.version_no, new.plot_id, new.version_no, 'change', lower(new.valid),
           round(ST_Area(ST_Transform(taken.geom, new.planar_epsg))::numeric, 2),
           '原址重新登记', false
    from plot_version gone
    cross join lateral ( -- what others held in between came from them
        select ST_Union(v.geom) as geom from plot_version v
        where v.geom && new.geom and v.plot_id not in (gone.plot_id, new.plot_id) and upper_inf(v.recorded)
          and lower(v.valid) >= upper(gone.valid) and upper(v.valid) <= lower(new.valid)
    ) meanwhile
    cross join lateral (select ST_Intersection(gone.geom, new.geom) as geom) held
    cross join lateral (select coalesce(ST_Difference(held.geom, meanwhile.geom), held.geom) as geom) taken
    where gone.geom && new.geom and gone.plot_id <> new.plot_id and upper_inf(gone.recorded) and upper(gone.valid) <= lower(new.valid)
      and not exists (select from plot_version later where later.plot_id = gone.plot_id and upper_inf(later.recorded) and later.valid >> gone.valid)
      and shares_ground(gone.geom, new.geom, taken.geom)
    on conflict do nothing;
    return null;
end
$$;
comment on function record_ground_taken_again is 'A plot entered on the ground of plots that are no more came from them, however it was entered; what a proposal tells of the same boundaries stands';
drop trigger if exists plot_version_takes_ground_again on plot_version;
create constraint trigger plot_version_takes_ground_again after insert on plot_version deferrable initially deferred
    for each row when (new.version_no = 1 and upper_inf(new.recorded)) execute function record_ground_taken_again();

-- what a plot's ground became -------------------------------------------------------------------------------------------------
create or replace function lineage_successors(wanted bigint, day date) returns table (plot_id bigint, changed_on date)
language sql stable as $$
    with recursive ahead as (
        select e.to_plot_id, e.changed_on from lineage_edge e where e.from_plot_id = wanted and e.changed_on <= day
        union
        select e.to_plot_id, e.changed_on from lineage_edge e join ahead a on e.from_plot_id = a.to_plot_id and e.changed_on > a.changed_on and e.changed_on <= day
    )
    select a.to_plot_id, min(a.changed_on) from ahead a group by a.to_plot_id
$$;
comment on function lineage_successors is 'Plots that a plot led to up to a day, near and far, live or not; every edge leads to a later day, so the walk ends';

-- What the database refuses, and what it keeps in step by itself. Idempotent.

-- history is not rewritten: the one change allowed is to close `recorded` ---------------------------------------------
create or replace function refuse_rewriting_history() returns trigger
language plpgsql as $$
declare
    written record := new;
begin
    if not upper_inf(old.recorded) or upper_inf(new.recorded) or lower(new.recorded) is distinct from lower(old.recorded) then
        raise exception 'history of % is closed', tg_table_name using errcode = 'integrity_constraint_violation', constraint = 'history_immutable';
    end if;
    written.recorded := old.recorded;
    if written is distinct from old then
        raise exception 'a fact of % may only be closed, not changed', tg_table_name
            using errcode = 'integrity_constraint_violation', constraint = 'history_immutable';
    end if;
    return null;
end
$$;

create or replace function refuse_always() returns trigger
language plpgsql as $$
begin
    raise exception '% on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation',
              constraint = case when tg_table_name = 'audit_event' then 'audit_append_only' else 'history_immutable' end;
end
$$;

do $$
declare
    facts text;
begin
    foreach facts in array array['park_boundary', 'plot_version', 'plot_state', 'planning_condition', 'servicing_fact', 'plot_party', 'offer_terms'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
end
$$;

create or replace trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_always();
create or replace trigger audit_event_never_emptied before truncate on audit_event for each statement execute function refuse_always();
create or replace trigger plot_identity_stays before update or delete on plot for each row execute function refuse_always();

-- live plots lie inside their park and do not overlap ------------------------------------------------------------------
-- An exclusion constraint with && would compare boxes only. Here writers of one zone take turns (advisory lock), and the
-- check after the lock sees everything committed before: that needs READ COMMITTED, where each query takes a new snapshot.
create or replace function refuse_misplaced_plots() returns trigger
language plpgsql as $$
declare
    zone bigint;
    offence record;
    overlap_tolerance double precision := coalesce(rulebook_number('plot.overlap_tolerance_m2', current_date), 1.0);
    outside_tolerance double precision := coalesce(rulebook_number('plot.outside_park_tolerance_m2', current_date), 1.0);
begin
    if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
        raise exception 'plots are written under READ COMMITTED' using errcode = 'invalid_transaction_state';
    end if;
    for zone in select distinct zone_id from written order by 1 loop
        perform pg_advisory_xact_lock(4490, zone::integer);
    end loop;

    select w.plot_id, w.plot_no, p.code as park_code,
           case when covered.days is null or not covered.days @> w.valid then null else outside.area end as area
    into offence
    from written w
    join park p on p.id = w.park_id
    cross join lateral (
        select range_agg(b.valid) as days from park_boundary b where b.park_id = w.park_id and upper_inf(b.recorded)
    ) covered
    left join lateral (
        select max(case when ST_CoveredBy(w.geom, b.geom) then 0
                        else ST_Area(ST_Difference(ST_Transform(w.geom, w.planar_epsg), ST_Transform(b.geom, w.planar_epsg))) end) as area
        from park_boundary b where b.park_id = w.park_id and upper_inf(b.recorded) and b.valid && w.valid
    ) outside on true
    where upper_inf(w.recorded) and (covered.days is null or not covered.days @> w.valid or outside.area > outside_tolerance)
    limit 1;
    if found then
        raise exception 'plot % lies outside park %', offence.plot_no, offence.park_code
            using errcode = 'integrity_constraint_violation', constraint = 'plot_inside_park',
                  detail = json_build_object('plot_no', offence.plot_no, 'park_code', offence.park_code, 'area_m2', round(offence.area::numeric, 2))::text;
    end if;

    select w.plot_no, other.plot_no as other_no, common.area
    into offence
    from written w
    join plot_version other
      on other.geom && w.geom and other.zone_id = w.zone_id and other.plot_id <> w.plot_id
     and (other.plot_id < w.plot_id or other.id not in (select id from written))  -- two new ones are compared once
     and upper_inf(other.recorded) and other.valid && w.valid and ST_Relate(other.geom, w.geom, 'T********')  -- interiors meet: neighbours that only touch cost no area
    cross join lateral (
        select ST_Area(ST_Intersection(ST_Transform(other.geom, w.planar_epsg), ST_Transform(w.geom, w.planar_epsg))) as area
    ) common
    where upper_inf(w.recorded) and common.area > overlap_tolerance
    limit 1;
    if found then
        raise exception 'plot % overlaps plot %', offence.plot_no, offence.other_no
            using errcode = 'integrity_constraint_violation', constraint = 'plot_no_overlap',
                  detail = json_build_object('plot_no', offence.plot_no, 'other_no', offence.other_no, 'area_m2', round(offence.area::numeric, 2))::text;
    end if;
    return null;
end
$$;
create or replace trigger plot_version_placed after insert on plot_version
    referencing new table as written for each statement execute function refuse_misplaced_plots();

create or replace function refuse_boundary_losing_plots() returns trigger
language plpgsql as $$
declare
    offence record;
    outside_tolerance double precision := coalesce(rulebook_number('plot.outside_park_tolerance_m2', current_date), 1.0);
begin
    perform pg_advisory_xact_lock(4490, p.zone_id::integer) from written w join park p on p.id = w.park_id order by p.zone_id;
    select v.plot_no, p.code as park_code into offence
    from written w
    join park p on p.id = w.park_id
    join plot_version v on v.park_id = w.park_id and upper_inf(v.recorded) and v.valid && w.valid
    where upper_inf(w.recorded) and not ST_CoveredBy(v.geom, w.geom)
      and ST_Area(ST_Difference(ST_Transform(v.geom, v.planar_epsg), ST_Transform(w.geom, v.planar_epsg))) > outside_tolerance
    limit 1;
    if found then
        raise exception 'boundary of park % would leave plot % outside', offence.park_code, offence.plot_no
            using errcode = 'integrity_constraint_violation', constraint = 'plot_inside_park',
                  detail = json_build_object('plot_no', offence.plot_no, 'park_code', offence.park_code)::text;
    end if;
    return null;
end
$$;
create or replace trigger park_boundary_keeps_plots after insert on park_boundary
    referencing new table as written for each statement execute function refuse_boundary_losing_plots();

-- the read model follows its facts -----------------------------------------------------------------------------------
create or replace function follow_plot_snapshot() returns trigger
language plpgsql as $$
begin
    perform refresh_plot_snapshot(array(select distinct plot_id from written));
    return null;
end
$$;
create or replace trigger plot_version_snapshot_insert after insert on plot_version
    referencing new table as written for each statement execute function follow_plot_snapshot();
create or replace trigger plot_version_snapshot_update after update on plot_version
    referencing new table as written for each statement execute function follow_plot_snapshot();
create or replace trigger plot_state_snapshot_insert after insert on plot_state
    referencing new table as written for each statement execute function follow_plot_snapshot();
create or replace trigger plot_state_snapshot_update after update on plot_state
    referencing new table as written for each statement execute function follow_plot_snapshot();

-- every change of what a layer reads moves its revision -----------------------------------------------------------------
create or replace function count_layer_change() returns trigger
language plpgsql as $$
begin
    insert into layer_change (layer_table) values (tg_table_name);
    return null;
end
$$;
do $$
declare
    read text;
begin
    foreach read in array array['park', 'park_boundary', 'plot_snapshot', 'plot_version', 'plot_party', 'party', 'offer_terms', 'planning_condition', 'constraint_area',
                                'land_use_plan', 'land_use_class', 'road', 'servicing_line', 'basemap_line'] loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       read || '_layer_change', read);
    end loop;
end
$$;

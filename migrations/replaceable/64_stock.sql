-- The stock of land: what its tables refuse, and the sets that ladder, map, flow, exports and cockpit read alike. Idempotent.

-- history stays, and the map follows --------------------------------------------------------------------------------------
do $$
declare
    facts text;
begin
    foreach facts in array array['conversion_approval', 'stock_definition', 'stock_part', 'stock_patch'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
    foreach facts in array array['stock_freeze', 'stock_month'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', facts || '_stays', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
    foreach facts in array array['conversion_approval', 'stock_part'] loop
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', facts || '_evidence_known', facts);
    end loop;
    foreach facts in array array['conversion_approval', 'stock_patch'] loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       facts || '_layer_change', facts);
    end loop;
end
$$;

-- the ground of a park: its boundary without the parks within it ------------------------------------------------------------
create or replace function park_ground(wanted_park bigint, day date) returns geometry
language sql stable as $$
    select case when inner_ground.geom is null then b.geom else ST_Multi(ST_CollectionExtract(ST_Difference(b.geom, inner_ground.geom), 3)) end
    from park_boundary b
    cross join lateral (
        select ST_Union(i.geom) as geom
        from park p join park_boundary i on i.park_id = p.id and upper_inf(i.recorded) and i.valid @> day
        where p.parent_park_id = wanted_park
    ) inner_ground
    where b.park_id = wanted_park and upper_inf(b.recorded) and b.valid @> day
$$;
comment on function park_ground is 'The ground that a park itself answers for on a day: its boundary without the parks within it (区中园)';

-- what is missing of a park, or counted twice, by sums alone: with no overlap and nothing outside, the sums decide -------------
create or replace function stock_imbalance(wanted_park bigint) returns table (since date, until date, missing_m2 numeric)
language sql stable as $$
    with amount as (
        select lower(valid) as day, -area_m2 as m2 from stock_patch where park_id = wanted_park and upper_inf(recorded)
        union all
        select upper(valid), area_m2 from stock_patch where park_id = wanted_park and upper_inf(recorded) and not upper_inf(valid)
        union all
        select lower(valid), area_planar_m2 from park_boundary where park_id = wanted_park and upper_inf(recorded)
        union all
        select upper(valid), -area_planar_m2 from park_boundary where park_id = wanted_park and upper_inf(recorded) and not upper_inf(valid)
        union all
        select e.day, e.sign * round(ST_Area(ST_Intersection(ST_Transform(b.geom, b.planar_epsg), ST_Transform(i.geom, b.planar_epsg)))::numeric, 4)
        from park_boundary b
        join park p on p.parent_park_id = wanted_park
        join park_boundary i on i.park_id = p.id and upper_inf(i.recorded) and i.valid && b.valid
        cross join lateral (values (lower(b.valid * i.valid), -1), (upper(b.valid * i.valid), 1)) e (day, sign)
        where b.park_id = wanted_park and upper_inf(b.recorded) and e.day is not null
    ), stood as (
        select day, sum(sum(m2)) over (order by day) as missing from amount group by day
    )
    select day, lead(day) over (order by day), missing from stood
$$;
comment on function stock_imbalance is 'Per period: area of the park less the sum of its patches, in planar m2 of the park';

-- patches lie in their park and do not overlap -------------------------------------------------------------------------------
create or replace function refuse_misplaced_patches() returns trigger
language plpgsql as $$
declare
    offence record;
    tolerance double precision := coalesce(rulebook_number('stock.identity_tolerance_m2', current_date), 1.0);
begin
    with fresh as materialized (
        select park_id, planar_epsg, geom, range_agg(valid) as days from written where upper_inf(recorded) group by park_id, planar_epsg, geom
    ), held as materialized (
        select park_id, geom, range_agg(valid) as days from stock_patch
        where upper_inf(recorded) and park_id in (select park_id from written) group by park_id, geom
    )
    select f.park_id, p.name_zh, common.area into offence
    from fresh f
    join park p on p.id = f.park_id
    join held h on h.park_id = f.park_id and h.geom && f.geom and h.days && f.days and not (h.geom = f.geom) and ST_Relate(h.geom, f.geom, 'T********')
    cross join lateral (select ST_Area(ST_Intersection(ST_Transform(h.geom, f.planar_epsg), ST_Transform(f.geom, f.planar_epsg))) as area) common
    where common.area > tolerance
    limit 1;
    if found then
        raise exception 'patches of % overlap by % m2', offence.name_zh, offence.area
            using errcode = 'integrity_constraint_violation', constraint = 'stock_patch_no_overlap',
                  detail = json_build_object('park', offence.name_zh, 'area_m2', round(offence.area::numeric, 2))::text;
    end if;

    select f.park_id, p.name_zh, outside.area into offence
    from (select park_id, planar_epsg, geom, range_agg(valid) as days from written where upper_inf(recorded) group by park_id, planar_epsg, geom) f
    join park p on p.id = f.park_id
    join park_boundary b on b.park_id = f.park_id and upper_inf(b.recorded) and f.days && b.valid
    cross join lateral (
        select case when ST_CoveredBy(f.geom, b.geom) then 0
                    else ST_Area(ST_Difference(ST_Transform(f.geom, f.planar_epsg), ST_Transform(b.geom, f.planar_epsg))) end as area
    ) outside
    where outside.area > tolerance
    limit 1;
    if found then
        raise exception 'a patch lies outside %', offence.name_zh
            using errcode = 'integrity_constraint_violation', constraint = 'stock_patch_inside_park',
                  detail = json_build_object('park', offence.name_zh, 'area_m2', round(offence.area::numeric, 2))::text;
    end if;
    return null;
end
$$;
create or replace trigger stock_patch_placed after insert on stock_patch
    referencing new table as written for each statement execute function refuse_misplaced_patches();

-- at the end of the transaction every square metre is in a patch, on every day ---------------------------------------------------
-- The check runs once per park: the first row asks for it, the others find it done.
create or replace function refuse_unbalanced_stock() returns trigger
language plpgsql as $$
declare
    offence record;
    asked text := coalesce(current_setting('gisapp.stock_balanced', true), '');
    name text := format(',%s:%s,', new.park_id, pg_current_xact_id());
begin
    if position(name in asked) > 0 then
        return null;
    end if;
    select i.since, i.missing_m2, p.name_zh into offence
    from stock_imbalance(new.park_id) i join park p on p.id = new.park_id
    where abs(i.missing_m2) > coalesce(rulebook_number('stock.identity_tolerance_m2', coalesce(i.since, current_date)), 1.0)
    order by i.since
    limit 1;
    if found then
        raise exception 'patches of % do not add up on %: % m2', offence.name_zh, offence.since, offence.missing_m2
            using errcode = 'integrity_constraint_violation', constraint = 'stock_patch_adds_up',
                  detail = json_build_object('park', offence.name_zh, 'day', offence.since, 'area_m2', round(offence.missing_m2, 2))::text;
    end if;
    perform set_config('gisapp.stock_balanced', asked || name, true);
    return null;
end
$$;
create or replace function ask_for_stock_balance() returns trigger
language plpgsql as $$
begin
    perform set_config('gisapp.stock_balanced', '', true);
    return null;
end
$$;
create or replace trigger stock_patch_asks after insert or update on stock_patch for each statement execute function ask_for_stock_balance();
do $$
begin
    if not exists (select from pg_trigger where tgname = 'stock_patch_adds_up') then
        create constraint trigger stock_patch_adds_up after insert or update on stock_patch
            deferrable initially deferred for each row execute function refuse_unbalanced_stock();
    end if;
end
$$;

-- the parts of a plot tile it ---------------------------------------------------------------------------------------------------
create or replace function refuse_parts_that_do_not_tile() returns trigger
language plpgsql as $$
declare
    offence record;
    tolerance double precision := coalesce(rulebook_number('stock.identity_tolerance_m2', current_date), 1.0);
begin
    if new.plot_id is null or not upper_inf(new.recorded) then
        return null;
    end if;
    select v.plot_no,
           ST_Area(ST_Transform(v.geom, v.planar_epsg)) as plot_m2,
           sum(ST_Area(ST_Transform(t.geom, v.planar_epsg))) as parts_m2,
           ST_Area(ST_SymDifference(ST_Transform(v.geom, v.planar_epsg), ST_Union(ST_Transform(t.geom, v.planar_epsg)))) as apart_m2
    into offence
    from plot_version v
    join stock_part t on t.plot_id = v.plot_id and upper_inf(t.recorded) and t.valid @> lower(new.valid)
    where v.plot_id = new.plot_id and upper_inf(v.recorded) and v.valid @> lower(new.valid)
    group by v.plot_no, v.geom, v.planar_epsg;
    if not found or abs(offence.parts_m2 - offence.plot_m2) > tolerance or offence.apart_m2 > tolerance then
        raise exception 'the parts of plot % do not tile it', coalesce(offence.plot_no, new.plot_id::text)
            using errcode = 'integrity_constraint_violation', constraint = 'stock_part_tiles_plot',
                  detail = json_build_object('plot_no', offence.plot_no, 'area_m2', round((offence.parts_m2 - offence.plot_m2)::numeric, 2))::text;
    end if;
    return null;
end
$$;
do $$
begin
    if not exists (select from pg_trigger where tgname = 'stock_part_tiles_plot') then
        create constraint trigger stock_part_tiles_plot after insert on stock_part
            deferrable initially deferred for each row execute function refuse_parts_that_do_not_tile();
    end if;
end
$$;

-- what changes a class makes the patches stale ------------------------------------------------------------------------------------
create or replace function note_stock_change() returns trigger
language plpgsql as $$
begin
    insert into stock_change (park_id, changed_table) values (null, tg_table_name);
    return null;
end
$$;
create or replace function note_stock_change_of_parks() returns trigger
language plpgsql as $$
begin
    insert into stock_change (park_id, changed_table) select distinct park_id, tg_table_name from written;
    return null;
end
$$;
create or replace function note_stock_change_of_plots() returns trigger
language plpgsql as $$
begin
    insert into stock_change (park_id, changed_table)
    select distinct v.park_id, tg_table_name from plot_version v where v.plot_id in (select plot_id from written) and upper_inf(v.recorded);
    return null;
end
$$;
create or replace function note_stock_change_of_contracts() returns trigger
language plpgsql as $$
begin
    insert into stock_change (park_id, changed_table)
    select distinct v.park_id, tg_table_name
    from contract c join plot_version v on v.plot_id = c.plot_id and upper_inf(v.recorded)
    where c.id in (select contract_id from written);
    return null;
end
$$;
do $$
declare
    facts text;
begin
    foreach facts in array array['land_use_plan', 'conversion_approval', 'stock_definition'] loop
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function note_stock_change()', facts || '_stock_stale', facts);
    end loop;
    foreach facts in array array['plot_version', 'stock_part', 'park_boundary'] loop
        execute format('create or replace trigger %I after insert on %I referencing new table as written for each statement execute function note_stock_change_of_parks()',
                       facts || '_stock_stale', facts);
        execute format('create or replace trigger %I after update on %I referencing new table as written for each statement execute function note_stock_change_of_parks()',
                       facts || '_stock_stale_closed', facts);
    end loop;
    foreach facts in array array['plot_state', 'contract'] loop
        execute format('create or replace trigger %I after insert on %I referencing new table as written for each statement execute function note_stock_change_of_plots()',
                       facts || '_stock_stale', facts);
        execute format('create or replace trigger %I after update on %I referencing new table as written for each statement execute function note_stock_change_of_plots()',
                       facts || '_stock_stale_closed', facts);
    end loop;
    foreach facts in array array['contract_version', 'obligation', 'commitment_check', 'commitment_waiver', 'development_fact'] loop
        execute format('create or replace trigger %I after insert on %I referencing new table as written for each statement execute function note_stock_change_of_contracts()',
                       facts || '_stock_stale', facts);
    end loop;
    execute 'create or replace trigger commitment_check_withdrawal_stock_stale after insert on commitment_check_withdrawal for each statement execute function note_stock_change()';
end
$$;

-- the sets -------------------------------------------------------------------------------------------------------------------------
create or replace function stock_on(day date) returns table (
    patch_id bigint, park_id bigint, plot_id bigint, part_no integer, origin text, stock_class text, detail text, proposed_class text, is_decided boolean,
    compliance text, land_use_scheme text, land_use_code text, label_zh text, reason_zh text, reason_en text, basis text, inputs jsonb, area_m2 numeric,
    since date, geom geometry, geom_3857 geometry)
language sql stable as $$
    select p.id, p.park_id, p.plot_id, p.part_no, p.origin, p.stock_class, p.detail, p.proposed_class, p.is_decided, p.compliance, p.land_use_scheme,
           p.land_use_code, p.label_zh, p.reason_zh, p.reason_en, p.basis, p.inputs, p.area_m2, lower(p.valid), p.geom, p.geom_3857
    from stock_patch p where upper_inf(p.recorded) and p.valid @> day
$$;
comment on function stock_on is 'Every patch of every park on a day, as known now: each square metre once';

create or replace function stock_identity(day date) returns table (
    park_id bigint, park_m2 numeric, patch_m2 numeric, patch_count bigint, gap_m2 numeric, overlap_m2 numeric, unclassified_m2 numeric, gap geometry, overlap geometry)
language sql stable as $$
    select b.park_id, round(ST_Area(own.ground)::numeric, 2), round(coalesce(held.m2, 0), 2), held.amount, round(ST_Area(missing.ground)::numeric, 2),
           round(greatest(coalesce(held.m2, 0) - coalesce(ST_Area(held.ground), 0)::numeric, 0), 2), round(coalesce(held.unclassified_m2, 0), 2),
           ST_Transform(missing.ground, 4490), twice.geom
    from park_boundary b
    cross join lateral (select ST_Transform(park_ground(b.park_id, day), b.planar_epsg) as ground) own
    cross join lateral (
        select sum(s.area_m2) as m2, count(*) as amount, sum(s.area_m2) filter (where s.stock_class = 'unclassified') as unclassified_m2,
               ST_Union(ST_Transform(s.geom, b.planar_epsg)) as ground
        from stock_patch s where s.park_id = b.park_id and upper_inf(s.recorded) and s.valid @> day
    ) held
    cross join lateral (
        select ST_Multi(ST_CollectionExtract(case when held.ground is null then own.ground else ST_Difference(own.ground, held.ground) end, 3)) as ground
    ) missing
    left join lateral (
        select ST_Transform(ST_Multi(ST_CollectionExtract(ST_Union(ST_Intersection(ST_Transform(one.geom, b.planar_epsg), ST_Transform(other.geom, b.planar_epsg))), 3)), 4490) as geom
        from stock_patch one join stock_patch other
          on other.park_id = one.park_id and other.id > one.id and other.geom && one.geom and ST_Relate(one.geom, other.geom, 'T********')
        where one.park_id = b.park_id and upper_inf(one.recorded) and one.valid @> day and upper_inf(other.recorded) and other.valid @> day
          and held.m2 - ST_Area(held.ground)::numeric > 0.05
    ) twice on true
    where upper_inf(b.recorded) and b.valid @> day
$$;
comment on function stock_identity is 'Per park on a day: its area, the sum of its patches, what no patch covers, what two cover, what is unclassified; planar m2, shapes in 4490';

create or replace function stock_moves(before date, after date) returns table (park_id bigint, plot_id bigint, from_class text, to_class text, area_m2 numeric)
language sql stable as $$
    with old as materialized (
        select p.* from stock_patch p where upper_inf(p.recorded) and p.valid @> before and not p.valid @> after
    ), new as materialized (
        select p.* from stock_patch p where upper_inf(p.recorded) and p.valid @> after and not p.valid @> before
    ), met as materialized (
        select o.id as old_id, n.id as new_id, o.park_id as old_park, n.park_id as new_park, o.stock_class as from_class, n.stock_class as to_class,
               coalesce(n.plot_id, o.plot_id) as plot_id,
               case when o.geom = n.geom then n.area_m2
                    else round(ST_Area(ST_Intersection(ST_Transform(o.geom, n.planar_epsg), ST_Transform(n.geom, n.planar_epsg)))::numeric, 4) end as m2
        from old o join new n on n.park_id = o.park_id and n.geom && o.geom and (n.geom = o.geom or ST_Relate(n.geom, o.geom, 'T********'))
    )
    select new_park, plot_id, from_class, to_class, m2 from met where from_class <> to_class
    union all
    -- ground that was in no patch of the park before: the park has grown
    select n.park_id, n.plot_id, null, n.stock_class, n.area_m2 - coalesce(m.m2, 0)
    from new n left join (select new_id, sum(m2) as m2 from met group by new_id) m on m.new_id = n.id
    where n.area_m2 - coalesce(m.m2, 0) > 0.05
    union all
    select o.park_id, o.plot_id, o.stock_class, null, o.area_m2 - coalesce(m.m2, 0)
    from old o left join (select old_id, sum(m2) as m2 from met group by old_id) m on m.old_id = o.id
    where o.area_m2 - coalesce(m.m2, 0) > 0.05
$$;
comment on function stock_moves is 'Ground that is in another class on the second day than on the first, by park; a null class is outside the park. Planar m2';

create or replace function stock_flow(month date, until date default null) returns table (
    park_id bigint, stock_class text, opening_m2 numeric, came_m2 numeric, went_m2 numeric, closing_m2 numeric)
language sql stable as $$
    with span as (
        select date_trunc('month', month)::date - 1 as before,
               least(coalesce(until, 'infinity'), (date_trunc('month', month) + interval '1 month')::date - 1) as after
    ), park_line as (
        select p.id as park_id, c.stock_class
        from park p cross join (select unnest(array['not_approved', 'approved_unsupplied', 'supplied_unused', 'partly_used', 'built_idle', 'below_promise',
                                                    'in_good_use', 'not_for_supply', 'unclassified'])) c (stock_class)
        where exists (select from stock_patch s where s.park_id = p.id)
    ), stood as (
        select s.park_id, s.stock_class, sum(s.area_m2) filter (where s.valid @> span.before) as opening, sum(s.area_m2) filter (where s.valid @> span.after) as closing
        from stock_patch s, span where upper_inf(s.recorded) and (s.valid @> span.before or s.valid @> span.after) group by s.park_id, s.stock_class
    ), moved as materialized (
        select m.* from span, stock_moves(span.before, span.after) m
    ), came as (select park_id, to_class as stock_class, sum(area_m2) as m2 from moved where to_class is not null group by 1, 2),
       went as (select park_id, from_class as stock_class, sum(area_m2) as m2 from moved where from_class is not null group by 1, 2)
    select l.park_id, l.stock_class, coalesce(s.opening, 0), coalesce(c.m2, 0), coalesce(w.m2, 0), coalesce(s.closing, 0)
    from park_line l
    left join stood s using (park_id, stock_class)
    left join came c using (park_id, stock_class)
    left join went w using (park_id, stock_class)
$$;
comment on function stock_flow is 'Opening + in - out = closing per park and class between the last day before the month and its last day (or until); planar m2, as known now';

-- idle land month by month, from its cases ---------------------------------------------------------------------------------------------
-- Land is idle from the day of the determination; the case says by which measure it ended. A month opens with what was idle at the end of
-- the day before it, as the cases stood on that day: a finding that is annulled later was one until then, and leaves by a way of its own.
create or replace function idle_way(measure text) returns text
language sql immutable parallel safe as $$
    select case measure when 'extend_start' then 'extended' when 'buy_back' then 'recovered' when 'swap' then 'recovered' when 'recover' then 'recovered' else 'reused' end
$$;
comment on function idle_way is 'The column of the flow into which a closed case falls: 延期, 收回 (收回, 协商收回, 置换), 盘活 (all other measures)';

create or replace function idle_flow(month date, until date default null) returns table (
    park_id bigint, opening_m2 numeric, found_m2 numeric, extended_m2 numeric, reused_m2 numeric, recovered_m2 numeric, annulled_m2 numeric, closing_m2 numeric,
    opening_count bigint, found_count bigint, closing_count bigint)
language sql stable as $$
    with span as (
        select date_trunc('month', month)::date as first,
               least(coalesce(until, 'infinity'), (date_trunc('month', month) + interval '1 month')::date - 1) as last
    ), spell as (
        select i.park_id, i.idle_area_m2 as m2, idle_way(k.measure) as way, coalesce(b.determined_on is not null and b.is_open, false) as is_opening,
               k.determined_on is not null and k.closed_on is null as is_closing, coalesce(k.determined_on is not null and k.closed_on >= span.first, false) as has_ended
        from span
        cross join lateral idle_case_standing(span.last) k
        join idle_case_live i on i.id = k.case_id
        left join lateral idle_case_standing(span.first - 1) b on b.case_id = k.case_id
    )
    select p.id, coalesce(sum(m2) filter (where is_opening), 0), coalesce(sum(m2) filter (where is_found), 0),
           coalesce(sum(m2) filter (where has_ended and way = 'extended'), 0), coalesce(sum(m2) filter (where has_ended and way = 'reused'), 0),
           coalesce(sum(m2) filter (where has_ended and way = 'recovered'), 0), coalesce(sum(m2) filter (where is_annulled), 0),
           coalesce(sum(m2) filter (where is_closing), 0),
           count(*) filter (where is_opening), count(*) filter (where is_found), count(*) filter (where is_closing)
    from park p
    left join (
        select s.*, not is_opening and (is_closing or has_ended) as is_found, is_opening and not (is_closing or has_ended) as is_annulled from spell s
    ) s on s.park_id = p.id
    group by p.id
$$;
comment on function idle_flow is 'Opening + found - extended - reused - recovered - annulled = closing of determined idle land per park in a month; planar m2, as known now';

-- the months as reported ----------------------------------------------------------------------------------------------------------------
create or replace function stock_month_text(wanted bigint) returns text
language sql stable as $$
    select coalesce(string_agg(
        concat_ws('|', park_code, line, opening_m2, came_m2, extended_m2, reused_m2, recovered_m2, went_m2, closing_m2, nullif(annulled_m2, 0)), E'\n'
        order by park_code collate "C", line collate "C"), '')
    from stock_month where freeze_id = wanted
$$;
comment on function stock_month_text is 'The rows of a frozen month as the lines over which its SHA-256 is taken';

create or replace function refuse_altered_freeze() returns trigger
language plpgsql as $$
begin
    if encode(sha256(convert_to(stock_month_text(new.id), 'UTF8')), 'hex') <> new.sha256 then
        raise exception 'the rows of month % differ from their hash', new.month
            using errcode = 'integrity_constraint_violation', constraint = 'stock_month_hash';
    end if;
    return null;
end
$$;
create or replace function refuse_later_month_rows() returns trigger
language plpgsql as $$
begin
    if exists (select from stock_freeze f where f.id = new.freeze_id and f.frozen_at <> transaction_timestamp()) then
        raise exception 'month % is frozen', new.freeze_id using errcode = 'integrity_constraint_violation', constraint = 'stock_month_frozen';
    end if;
    return new;
end
$$;
create or replace trigger stock_month_with_its_freeze before insert on stock_month for each row execute function refuse_later_month_rows();
create or replace function refuse_freeze_out_of_order() returns trigger
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(4498, new.zone_id::integer);
    if new.sequence is distinct from (select coalesce(max(sequence), 0) + 1 from stock_freeze where zone_id = new.zone_id and month = new.month) then
        raise exception 'month % was frozen meanwhile', new.month using errcode = 'integrity_constraint_violation', constraint = 'stock_freeze_next';
    end if;
    return new;
end
$$;
create or replace trigger stock_freeze_in_order before insert on stock_freeze for each row execute function refuse_freeze_out_of_order();
do $$
begin
    if not exists (select from pg_trigger where tgname = 'stock_freeze_hashed') then
        create constraint trigger stock_freeze_hashed after insert on stock_freeze
            deferrable initially deferred for each row execute function refuse_altered_freeze();
    end if;
end
$$;

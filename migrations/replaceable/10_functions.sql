-- Functions that tables' triggers and reads share. Idempotent.

create or replace function rulebook_number(wanted text, day date) returns numeric
language sql stable as $$
    select value from rulebook_entry where code = wanted and effective @> day and upper_inf(recorded)
$$;
comment on function rulebook_number is 'The threshold of this code in force on the day; null when there is none';

create or replace function counted_m2(area_m2 numeric) returns numeric
language sql immutable parallel safe as $$
    select case when area_m2 >= 0 and area_m2 = round(round(area_m2 * 3 / 20) * 20 / 3, 2) then round(area_m2 * 3 / 20) * 20 / 3 else area_m2 end
$$;
comment on function counted_m2 is 'The m2 by which an area is held against a limit per mu (1 mu = 2000/3 m2): a whole hundredth of a mu rounded to two decimals counts as that many mu; gisapp/kernel/area.py has the same';

create or replace function planar_area_m2(geom geometry, epsg integer) returns double precision
language sql immutable parallel safe as $$
    select ST_Area(ST_Transform(geom, epsg))
$$;
comment on function planar_area_m2 is 'Planar area in square metres in the given Gauss-Krueger system (contracts, surveys)';

create or replace function planning_limits(c planning_condition) returns jsonb
language sql immutable parallel safe as $$
    select to_jsonb(k) - '{id,plot_id,source,valid,recorded}'::text[] from (select (c).*) k
$$;
comment on function planning_limits is 'The bounds and the document of planning conditions by their column names, null where not set; a column that is added is in it by itself';

create or replace function is_unstarted(supply text, development text) returns boolean
language sql immutable parallel safe as $$
    select supply = 'allocated' and development in ('not_applicable', 'not_started')
$$;
comment on function is_unstarted is '已供未动工: allocated and not started, idle land among it; stage, leaders'' figures and ledger go by this';

create or replace function plot_stage(land_control text, supply text, development text, compliance text) returns text
language sql immutable parallel safe as $$
    select case
        when compliance = 'suspected_idle' then 'idle_suspected'
        when compliance = 'determined_idle' then 'idle_determined'
        when compliance = 'disposing' then 'disposing'
        when compliance = 'reused' and supply = 'allocated' then 'reused'
        when development = 'stopped' then 'stopped'
        when development in ('completed', 'in_production') then 'in_use'
        when development = 'building' then 'building'
        when is_unstarted(supply, development) then 'allocated'
        when supply in ('on_offer', 'announced', 'prepared') then supply
        else 'raw'
    end
$$;
comment on function plot_stage is 'The one word the overview map is coloured by, derived from the independent axes and never stored as a fact';

create or replace function refresh_plot_snapshot(wanted bigint[]) returns void
language plpgsql as $$
begin
    delete from plot_snapshot where plot_id = any (wanted);
    insert into plot_snapshot (plot_id, version_id, zone_id, park_id, plot_no, stage, land_control, servicing, supply, development,
                               compliance, land_use_scheme, land_use_code, area_m2, is_public, geom_3857, valid)
    with version as materialized (
        select id, plot_id, zone_id, park_id, plot_no, land_use_scheme, land_use_code,
               coalesce(area_surveyed_m2, area_planar_m2) as area_m2,
               ST_ForcePolygonCW(ST_Transform(geom, 3857)) as geom_3857, valid
        from plot_version where plot_id = any (wanted) and upper_inf(recorded)
    ), state as materialized (
        select plot_id, land_control, servicing, supply, development, compliance, valid
        from plot_state where plot_id = any (wanted) and upper_inf(recorded)
    ), known as (
        select v.id, s.land_control, s.servicing, s.supply, s.development, s.compliance, v.valid * s.valid as valid
        from version v join state s on s.plot_id = v.plot_id and s.valid && v.valid
        union all
        -- days of a boundary on which no state is recorded are drawn too, as unknown
        select v.id, 'unknown', 'unknown', 'not_ready', 'not_applicable', 'not_applicable', gap.valid
        from version v
        left join (select plot_id, range_agg(valid) as days from state group by plot_id) told on told.plot_id = v.plot_id
        cross join lateral unnest(datemultirange(v.valid) - coalesce(told.days, '{}'::datemultirange)) as gap (valid)
    )
    select v.plot_id, v.id, v.zone_id, v.park_id, v.plot_no, plot_stage(k.land_control, k.supply, k.development, k.compliance),
           k.land_control, k.servicing, k.supply, k.development, k.compliance, v.land_use_scheme, v.land_use_code, v.area_m2,
           k.supply in ('announced', 'on_offer'), v.geom_3857, k.valid
    from known k join version v on v.id = k.id;
end
$$;

create or replace function fold_layer_changes() returns void
language sql as $$
    with gone as (delete from layer_change returning layer_table, amount)
    insert into layer_change (layer_table, amount) select layer_table, sum(amount) from gone group by layer_table
$$;

create or replace view layer_revision as
    select layer_table, sum(amount)::bigint as revision from layer_change group by layer_table;

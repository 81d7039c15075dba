-- What the tables of performance refuse, and the sets that lists, layers and leaders read. Idempotent.

-- what is written once stays -----------------------------------------------------------------------------------------------
do $$
declare
    kept text;
begin
    foreach kept in array array['enterprise_year', 'grade_exemption', 'plot_built', 'low_efficiency_plot'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', kept || '_keeps_history', kept);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', kept || '_never_deleted', kept);
    end loop;
    foreach kept in array array['enterprise_year_land', 'score_scheme', 'score_criterion', 'grade_run', 'grade_result', 'grade_appeal', 'grade_appeal_decision'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
    end loop;
    execute 'create or replace trigger figure_import_never_deleted before delete on figure_import for each row execute function refuse_always()';
    foreach kept in array array['enterprise_year', 'enterprise_year_land', 'grade_exemption', 'plot_built', 'low_efficiency_plot', 'score_scheme', 'score_criterion',
                                'grade_run', 'grade_result', 'grade_appeal', 'grade_appeal_decision', 'figure_import'] loop
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
    foreach kept in array array['enterprise_year', 'grade_exemption', 'plot_built', 'low_efficiency_plot', 'grade_appeal', 'grade_appeal_decision'] loop
        execute format('create or replace trigger %I before insert on %I for each row execute function refuse_unknown_evidence()', kept || '_evidence_known', kept);
    end loop;
    foreach kept in array array['enterprise_year', 'enterprise_year_land', 'grade_run', 'grade_result', 'grade_appeal', 'grade_appeal_decision', 'plot_built'] loop
        execute format('create or replace trigger %I after insert or update on %I for each statement execute function count_layer_change()',
                       kept || '_layer_change', kept);
    end loop;
end
$$;

-- the rows of a whole are written with it: land with its figures, criteria with their scheme, results with their run ----------
create or replace function refuse_adding_to_the_whole() returns trigger
language plpgsql as $$
declare
    written timestamptz;
begin
    written := case tg_table_name
        when 'enterprise_year_land' then (select lower(recorded) from enterprise_year where id = (to_jsonb(new) ->> 'figure_id')::bigint)
        when 'score_criterion' then (select recorded from score_scheme where id = (to_jsonb(new) ->> 'scheme_id')::bigint)
        else (select recorded from grade_run where id = (to_jsonb(new) ->> 'run_id')::bigint)
    end;
    if written < transaction_timestamp() then
        raise exception 'nothing is added to % afterwards', tg_table_name
            using errcode = 'integrity_constraint_violation', constraint = 'performance_sealed';
    end if;
    return null;
end
$$;
create or replace trigger enterprise_year_land_sealed after insert on enterprise_year_land for each row execute function refuse_adding_to_the_whole();
create or replace trigger score_criterion_sealed after insert on score_criterion for each row execute function refuse_adding_to_the_whole();
create or replace trigger grade_result_sealed after insert on grade_result for each row execute function refuse_adding_to_the_whole();

create or replace function guard_figure_import() returns trigger
language plpgsql as $$
declare
    before figure_import := old;
begin
    before.state := new.state;
    before.accepted_rows := new.accepted_rows;
    before.decided_at := new.decided_at;
    before.decided_by := new.decided_by;
    before.decided_by_name := new.decided_by_name;
    before.reason := new.reason;
    if old.state <> 'checked' or before is distinct from new then
        raise exception 'import % is decided or would be changed', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'figure_import_once';
    end if;
    return new;
end
$$;
create or replace trigger figure_import_guarded before update on figure_import for each row execute function guard_figure_import();

-- a run is of figures of its own year and park, its numbers follow, and it takes the scheme of its year ------------------------
create or replace function check_grade_run() returns trigger
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(4495, new.zone_id::integer);
    if not exists (select from score_scheme s where s.id = new.scheme_id and s.zone_id = new.zone_id and s.year = new.year) then
        raise exception 'the scheme is of another year' using errcode = 'integrity_constraint_violation', constraint = 'grade_run_scheme_year';
    end if;
    if new.run_no <> coalesce((select max(run_no) from grade_run where zone_id = new.zone_id and year = new.year), 0) + 1
       or new.fixed_on < coalesce((select max(fixed_on) from grade_run where zone_id = new.zone_id and year = new.year), new.fixed_on) then
        raise exception 'another run was fixed meanwhile' using errcode = 'integrity_constraint_violation', constraint = 'grade_run_once';
    end if;
    if new.fixed_on < make_date(new.year + 1, 1, 1) then
        raise exception 'year % is not over', new.year using errcode = 'integrity_constraint_violation', constraint = 'grade_run_year_over',
            detail = json_build_object('year', new.year)::text;
    end if;
    return new;
end
$$;
create or replace trigger grade_run_in_order before insert on grade_run for each row execute function check_grade_run();

create or replace function check_grade_result() returns trigger
language plpgsql as $$
begin
    if not exists (select from enterprise_year f join grade_run r on r.id = new.run_id
                   where f.id = new.figure_id and f.year = r.year and f.party_id = new.party_id and f.park_id = new.park_id) then
        raise exception 'the figures are not those of this enterprise and year' using errcode = 'integrity_constraint_violation', constraint = 'grade_result_figures';
    end if;
    return new;
end
$$;
create or replace trigger grade_result_figures before insert on grade_result for each row execute function check_grade_result();

-- appeals: against the newest run, one at a time, decided once and not before they came -----------------------------------------
create or replace function check_grade_appeal() returns trigger
language plpgsql as $$
declare
    run grade_run;
    status_of text;
begin
    select r.* into run from grade_result g join grade_run r on r.id = g.run_id where g.id = new.result_id;
    select g.status into status_of from grade_result g where g.id = new.result_id;
    perform pg_advisory_xact_lock(4496, (new.result_id % 2147483647)::integer);
    if status_of <> 'graded' or new.received_on < run.fixed_on then
        raise exception 'only a grade that was given can be contested' using errcode = 'integrity_constraint_violation', constraint = 'grade_appeal_of_a_grade';
    end if;
    if exists (select from grade_run n where n.zone_id = run.zone_id and n.year = run.year and n.run_no > run.run_no) then
        raise exception 'a newer run has taken its place' using errcode = 'integrity_constraint_violation', constraint = 'grade_appeal_newest';
    end if;
    if exists (select from grade_appeal a where a.result_id = new.result_id and not exists (select from grade_appeal_decision d where d.appeal_id = a.id)) then
        raise exception 'an appeal is open already' using errcode = 'integrity_constraint_violation', constraint = 'grade_appeal_one_open';
    end if;
    return new;
end
$$;
create or replace trigger grade_appeal_of_a_grade before insert on grade_appeal for each row execute function check_grade_appeal();

create or replace function check_grade_appeal_decision() returns trigger
language plpgsql as $$
begin
    if new.decided_on < (select received_on from grade_appeal where id = new.appeal_id) then
        raise exception 'decided before it came' using errcode = 'integrity_constraint_violation', constraint = 'grade_appeal_decision_after';
    end if;
    return new;
end
$$;
create or replace trigger grade_appeal_decision_after before insert on grade_appeal_decision for each row execute function check_grade_appeal_decision();

-- the sets -------------------------------------------------------------------------------------------------------------------
create or replace view enterprise_year_used as
    select figure_id, coalesce(sum(area_m2) filter (where kind = 'registered'), 0) as registered_m2,
           coalesce(sum(area_m2) filter (where kind = 'leased_in'), 0) as leased_in_m2,
           coalesce(sum(area_m2) filter (where kind = 'leased_out'), 0) as leased_out_m2,
           coalesce(sum(area_m2) filter (where kind = 'unregistered'), 0) as unregistered_m2,
           greatest(sum(case when kind = 'leased_out' then -area_m2 else area_m2 end), 0) as land_m2
    from enterprise_year_land group by figure_id;
comment on view enterprise_year_used is '用地面积 = 登记 + 租入 - 租出 + 未登记已用, per row of figures; no row = not told';

create or replace function is_built_on(plot bigint, development text, day date) returns boolean
language sql stable as $$
    select development in ('completed', 'in_production') or development = 'stopped' and exists (
        select from plot_state n where n.plot_id = plot and upper_inf(n.recorded) and lower(n.valid) <= day and n.development in ('completed', 'in_production'))
$$;
comment on function is_built_on is 'Whether a plot has been built: completed or in production, or stopped after it had been; a site whose building stopped is not';

create or replace function figure_holders(wanted integer)
returns table (party_id bigint, park_id bigint, plot_id bigint, plot_no text, area_m2 numeric)
language sql stable as $$
    select t.party_id, s.park_id, s.plot_id, s.plot_no, (s.area_m2 * t.share)::numeric(16, 2)
    from plot_party t
    join party y on y.id = t.party_id and y.kind = 'enterprise' and not y.is_real
    join plot_snapshot s on s.plot_id = t.plot_id and s.valid @> make_date(wanted, 12, 31) and is_built_on(s.plot_id, s.development, make_date(wanted, 12, 31))
     and (s.land_use_code like '1001%' or s.land_use_code like '1101%')
    where t.role = 'holder' and upper_inf(t.recorded) and t.valid @> make_date(wanted, 12, 31)
$$;
comment on function figure_holders is 'Who is asked for the figures of a year: enterprises holding built industrial or warehouse land on its last day, with their plots';

create or replace function performance_grade_on(day date)
returns table (
    result_id bigint, run_id bigint, year integer, party_id bigint, park_id bigint, figure_id bigint, segment text, status text, score numeric, rank integer,
    ranked_of integer, grade text, given_grade text, appeal_id bigint, land_m2 numeric, reason_zh text, fixed_on date
)
language sql stable as $$
    select g.id, r.id, r.year, g.party_id, g.park_id, g.figure_id, g.segment, g.status, g.score, g.rank, g.ranked_of,
           coalesce(d.new_grade, g.grade), g.grade, d.appeal_id, g.land_m2, g.reason_zh, r.fixed_on
    from (select distinct on (zone_id) * from grade_run where fixed_on <= day order by zone_id, year desc, run_no desc) r
    join grade_result g on g.run_id = r.id
    left join lateral (
        select x.appeal_id, x.new_grade from grade_appeal a join grade_appeal_decision x on x.appeal_id = a.id
        where a.result_id = g.id and x.new_grade is not null and x.decided_on <= day order by x.decided_on desc, x.appeal_id desc limit 1
    ) d on true
$$;
comment on function performance_grade_on is 'The grade of every enterprise on a day: of the newest year graded by then, its newest run, with appeals that were upheld by then';

create or replace function plot_grade_on(day date)
returns table (plot_id bigint, park_id bigint, party_id bigint, result_id bigint, year integer, grade text, status text, score numeric, rank integer, ranked_of integer,
               used_m2 numeric, enterprises integer)
language sql stable as $$
    select distinct on (l.plot_id) l.plot_id, g.park_id, g.party_id, g.result_id, g.year, g.grade, g.status, g.score, g.rank, g.ranked_of, l.used_m2,
           (count(*) over (partition by l.plot_id))::integer
    from performance_grade_on(day) g
    join (
        select figure_id, plot_id, sum(case when kind = 'leased_out' then -area_m2 else area_m2 end) as used_m2
        from enterprise_year_land where plot_id is not null group by figure_id, plot_id
        having sum(case when kind = 'leased_out' then -area_m2 else area_m2 end) > 0
    ) l on l.figure_id = g.figure_id
    order by l.plot_id, l.used_m2 desc, g.result_id
$$;
comment on function plot_grade_on is 'The grade of a plot = that of the enterprise using most of it, and how many enterprises use it';

create or replace function room_left_on(day date)
returns table (
    plot_id bigint, park_id bigint, plot_no text, development text, area_m2 numeric, far_max numeric, far_source text, floor_area_m2 numeric, footprint_m2 numeric,
    coefficient_max numeric, measured_on date, built_source text, allowed_m2 numeric, room_m2 numeric, open_land_m2 numeric, footprint_room_m2 numeric, state text
)
language sql stable as $$
    select k.plot_id, k.park_id, k.plot_no, k.development, k.area_m2, k.far_max, k.far_source, k.floor_area_m2, k.footprint_m2, k.coefficient_max, k.measured_on,
           k.built_source, k.allowed_m2,
           -- greatest() skips null: an unknown input must stay unknown
           case when k.floor_area_m2 < k.allowed_m2 then k.allowed_m2 - k.floor_area_m2 when k.floor_area_m2 >= k.allowed_m2 then 0 end,
           case when k.footprint_m2 < k.area_m2 then k.area_m2 - k.footprint_m2 when k.footprint_m2 is not null then 0 end,
           case when k.footprint_m2 < k.coefficient_max * k.area_m2 then k.coefficient_max * k.area_m2 - k.footprint_m2
                when k.footprint_m2 is not null and k.coefficient_max is not null then 0 end,
           case when k.far_max is null and k.floor_area_m2 is null then 'unknown_both' when k.far_max is null then 'unknown_limit'
                when k.floor_area_m2 is null then 'unknown_built'
                when k.floor_area_m2 > k.allowed_m2 then 'over' when k.floor_area_m2 = k.allowed_m2 then 'full'
                when k.allowed_m2 - k.floor_area_m2 < coalesce(rulebook_number('performance.room_small_share', day), 0) * k.allowed_m2 then 'little' else 'room' end
    from (
        select s.plot_id, s.park_id, s.plot_no, s.development, s.area_m2,
               coalesce((v.conditions ->> 'far_max')::numeric, p.far_max) as far_max,
               case when v.conditions ->> 'far_max' is not null then case c.instrument when 'allotment' then '划拨决定书 ' else '出让合同 ' end || c.contract_no
                    when p.far_max is not null then '规划条件' || coalesce(' ' || p.document_no, '') end as far_source,
               coalesce((v.conditions ->> 'building_coefficient_max')::numeric, p.building_coefficient_max) as coefficient_max,
               coalesce(b.counted_floor_area_m2, b.floor_area_m2) as floor_area_m2, b.footprint_m2, b.measured_on, b.source as built_source,
               round(coalesce((v.conditions ->> 'far_max')::numeric, p.far_max) * s.area_m2, 2) as allowed_m2
        from plot_snapshot s
        left join contract c on c.plot_id = s.plot_id and c.signed_on <= day and (c.ended_on is null or c.ended_on > day)
        left join lateral (
            select n.conditions from contract_version n where n.contract_id = c.id and n.holds_from <= day order by n.version_no desc limit 1
        ) v on true
        left join planning_condition p on p.plot_id = s.plot_id and p.valid @> day and upper_inf(p.recorded)
        left join plot_built b on b.plot_id = s.plot_id and b.valid @> day and upper_inf(b.recorded)
        where s.valid @> day and s.supply = 'allocated' and is_built_on(s.plot_id, s.development, day)
          and (s.land_use_code like '1001%' or s.land_use_code like '1101%')
    ) k
$$;
comment on function room_left_on is '零地招商: allowed floor area (floor area ratio as agreed, else as planned, x area) - floor area built, of industrial and warehouse plots that are built; null and a state that says why where an input is not known';

create or replace function park_four_figures(wanted integer)
returns table (
    park_id bigint, year integer, enterprises integer, above_size integer, untold_land integer, land_m2 numeric, above_land_m2 numeric, tax_yuan numeric,
    value_added_above_yuan numeric, fixed_investment_yuan numeric, floor_area_m2 numeric, built_land_m2 numeric, built_plots integer, measured_plots integer,
    tax_wan_per_mu numeric, value_added_wan_per_mu numeric, investment_wan_per_mu numeric, floor_area_ratio numeric
)
language sql stable as $$
    select k.id, wanted, coalesce(f.enterprises, 0), coalesce(f.above_size, 0), coalesce(f.untold_land, 0), f.land_m2, f.above_land_m2, f.tax_yuan,
           f.value_added_above_yuan, f.fixed_investment_yuan, b.floor_area_m2, b.measured_land_m2, coalesce(b.built_plots, 0), coalesce(b.measured_plots, 0),
           f.tax_yuan / nullif(f.land_m2 * 15, 0), f.value_added_above_yuan / nullif(f.above_land_m2 * 15, 0),
           f.fixed_investment_yuan / nullif(f.land_m2 * 15, 0), b.floor_area_m2 / nullif(b.measured_land_m2, 0)
    from park k
    left join (
        select e.park_id, count(*)::integer as enterprises, (count(*) filter (where e.is_above_size))::integer as above_size,
               (count(*) filter (where u.land_m2 is null))::integer as untold_land,
               sum(u.land_m2) as land_m2, sum(u.land_m2) filter (where e.is_above_size) as above_land_m2,
               sum(e.tax_yuan) filter (where u.land_m2 > 0) as tax_yuan,
               sum(e.value_added_yuan) filter (where e.is_above_size and u.land_m2 > 0) as value_added_above_yuan,
               sum(e.fixed_investment_yuan) filter (where u.land_m2 > 0) as fixed_investment_yuan
        from enterprise_year e left join enterprise_year_used u on u.figure_id = e.id
        where e.year = wanted and upper_inf(e.recorded) group by e.park_id
    ) f on f.park_id = k.id
    left join (
        select r.park_id, count(*)::integer as built_plots, count(r.floor_area_m2)::integer as measured_plots,
               sum(r.floor_area_m2) as floor_area_m2, sum(r.area_m2) filter (where r.floor_area_m2 is not null) as measured_land_m2
        from room_left_on(make_date(wanted, 12, 31)) r group by r.park_id
    ) b on b.park_id = k.id
$$;
comment on function park_four_figures is '省级评价四项: 亩均税收, 亩均规上工业增加值, 亩均新增固定资产投资 (万元/亩, over the land used by the enterprises that told it) and 综合容积率 (over the built plots that were measured) at the end of the year';

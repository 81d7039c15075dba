-- Development facts of contracted land and what scans found. Idempotent.
--
-- The engine's inputs are read here and nowhere else: what contract, supplements and checks say, and for the rest development_fact. One contract
-- (gisapp/idle/development_facts.py) and all contracts (gisapp/idle/fact_columns.py) read the same functions; `wanted` null = all contracts,
-- `known` = as it was known at that instant ('infinity' = now).

-- statements are only ever added and closed -----------------------------------------------------------------------------
create or replace trigger development_fact_keeps_history after update on development_fact for each row execute function refuse_rewriting_history();
create or replace trigger development_fact_never_deleted before delete on development_fact for each row execute function refuse_always();
create or replace trigger development_fact_never_emptied before truncate on development_fact for each statement execute function refuse_always();
create or replace trigger development_fact_evidence_known before insert on development_fact for each row execute function refuse_unknown_evidence();
create or replace trigger idle_scan_append_only before update or delete on idle_scan for each row execute function refuse_always();
create or replace trigger idle_scan_never_emptied before truncate on idle_scan for each statement execute function refuse_always();
create or replace trigger idle_basis_append_only before update or delete on idle_basis for each row execute function refuse_always();
create or replace trigger idle_basis_never_emptied before truncate on idle_basis for each statement execute function refuse_always();
create or replace trigger idle_finding_never_deleted before delete on idle_finding for each row execute function refuse_always();
create or replace trigger idle_finding_never_emptied before truncate on idle_finding for each statement execute function refuse_always();
create or replace trigger idle_finding_superseded_append_only before update or delete on idle_finding_superseded for each row execute function refuse_always();
create or replace trigger idle_finding_superseded_never_emptied before truncate on idle_finding_superseded for each statement execute function refuse_always();

create or replace function keep_superseded_finding() returns trigger
language plpgsql as $$
begin
    insert into idle_finding_superseded select old.*, clock_timestamp();
    return null;
end
$$;
create or replace trigger idle_finding_keeps_both after update on idle_finding for each row
    when ((old.state, old.since, old.side, old.may_fee, old.may_recover, old.own_year_on, old.own_recovery_on, old.duty, old.latest_on, old.missing,
           old.basis_id, old.answer_sha256, old.recorded_at)
          is distinct from (new.state, new.since, new.side, new.may_fee, new.may_recover, new.own_year_on, new.own_recovery_on, new.duty, new.latest_on,
                            new.missing, new.basis_id, new.answer_sha256, new.recorded_at))
    execute function keep_superseded_finding();
create or replace trigger idle_finding_layer_change after insert or update or delete on idle_finding for each statement execute function count_layer_change();

create or replace function refuse_correction_of_another() returns trigger
language plpgsql as $$
declare
    wrong development_fact;
begin
    select * into wrong from development_fact where id = new.replaces_id;
    if wrong.contract_id is distinct from new.contract_id or wrong.kind is distinct from new.kind or upper_inf(wrong.recorded) then
        raise exception 'fact % is not replaced by one of another contract or kind, nor while it is held true', new.replaces_id
            using errcode = 'integrity_constraint_violation', constraint = 'development_fact_corrects_its_own';
    end if;
    return new;
end
$$;
create or replace trigger development_fact_corrects_its_own before insert on development_fact
    for each row when (new.replaces_id is not null) execute function refuse_correction_of_another();

-- what changes, makes the answers stale: the row is written, and so locked, even if it is stale already, so that a judgement of another transaction
-- waits for this one -------------------------------------------------------------------------------
create or replace function mark_idle_stale() returns trigger
language plpgsql as $$
begin
    update idle_finding set is_stale = true
    where contract_id in (select distinct contract_id from written);
    return null;
end
$$;
do $$
declare
    facts text;
begin
    foreach facts in array array['development_fact', 'contract_version', 'commitment_check'] loop
        execute format('create or replace trigger %I after insert on %I referencing new table as written for each statement execute function mark_idle_stale()',
                       facts || '_idle_stale', facts);
    end loop;
end
$$;
create or replace trigger development_fact_idle_stale_closed after update on development_fact
    referencing new table as written for each statement execute function mark_idle_stale();

create or replace function mark_idle_stale_by_withdrawal() returns trigger
language plpgsql as $$
begin
    update idle_finding set is_stale = true
    where contract_id in (select k.contract_id from written w join commitment_check k on k.id = w.check_id);
    return null;
end
$$;
create or replace trigger commitment_check_withdrawal_idle_stale after insert on commitment_check_withdrawal
    referencing new table as written for each statement execute function mark_idle_stale_by_withdrawal();

-- a case says when its land was found and whose cause it is
create or replace function mark_idle_stale_by_case() returns trigger
language plpgsql as $$
begin
    update idle_finding set is_stale = true
    where contract_id in (select i.contract_id from written w join idle_case i on i.id = w.case_id);
    return null;
end
$$;
create or replace trigger idle_case_step_idle_stale after insert on idle_case_step
    referencing new table as written for each statement execute function mark_idle_stale_by_case();
create or replace trigger idle_case_correction_idle_stale after insert on idle_case_correction
    referencing new table as written for each statement execute function mark_idle_stale_by_case();

create or replace function mark_all_idle_stale() returns trigger
language plpgsql as $$
begin
    update idle_finding set is_stale = true
    where not is_stale and exists (select from written w where w.code like 'idle.%');
    return null;
end
$$;
create or replace trigger rulebook_entry_idle_stale after insert on rulebook_entry
    referencing new table as written for each statement execute function mark_all_idle_stale();

-- the inputs --------------------------------------------------------------------------------------------------------------
create or replace function idle_checks(wanted bigint[], known timestamptz)
returns table (contract_id bigint, handover_on date, handover_checked date, start_on date, start_checked date, not_started_checked date,
               completion_on date, completion_checked date, production_on date, production_checked date)
language sql stable as $$
    select k.contract_id,
           max(k.done_on) filter (where k.obligation_key = 'handover' and k.verdict = 'met'), max(k.checked_on) filter (where k.obligation_key = 'handover' and k.verdict = 'met'),
           max(k.done_on) filter (where k.obligation_key = 'start' and k.verdict = 'met'), max(k.checked_on) filter (where k.obligation_key = 'start' and k.verdict = 'met'),
           max(k.checked_on) filter (where k.obligation_key = 'start' and k.verdict <> 'met'),
           max(k.done_on) filter (where k.obligation_key = 'completion' and k.verdict = 'met'), max(k.checked_on) filter (where k.obligation_key = 'completion' and k.verdict = 'met'),
           max(k.done_on) filter (where k.obligation_key = 'production' and k.verdict = 'met'), max(k.checked_on) filter (where k.obligation_key = 'production' and k.verdict = 'met')
    from (
        select distinct on (c.contract_id, c.obligation_key) c.contract_id, c.obligation_key, c.verdict, coalesce(c.done_on, c.checked_on) as done_on, c.checked_on
        from commitment_check c
        where (wanted is null or c.contract_id = any (wanted)) and c.recorded_at <= known
          and c.obligation_key in ('handover', 'start', 'completion', 'production')
          and not exists (select from commitment_check_withdrawal w where w.check_id = c.id and w.recorded_at <= known)
        order by c.contract_id, c.obligation_key, c.sequence desc
    ) k
    group by k.contract_id
$$;
comment on function idle_checks is 'What the last check of each milestone proved, per contract; a start that was not found is known not to have happened by then';

create or replace function idle_day(knowledge text, told_on date, checked_done date, checked_on date, paper_on date)
returns table (day date, origin integer)
language sql immutable parallel safe as $$
    select case o.origin when 1 then told_on when 2 then checked_done when 3 then paper_on end, o.origin
    from (select case when knowledge = 'known' then 1
                      when checked_done is not null and not (coalesce(knowledge = 'none', false) and told_on >= checked_on) then 2
                      when paper_on is not null and knowledge is distinct from 'none' then 3 end as origin) o
$$;
comment on function idle_day is 'The day of a fact and who told it: 1 an officer''s statement, 2 a check (unless a later look found nothing), 3 older papers; nulls: none or not known';

create or replace function idle_case_results(wanted bigint[], known timestamptz)
returns table (contract_id bigint, case_no text, discovered_on date, cause text, established_on date, document_no text)
language sql stable as $$
    select distinct on (i.contract_id) i.contract_id, i.case_no,
           coalesce((select k.new_value::date from idle_case_step o join idle_case_correction k on k.target = 'step' and k.target_id = o.id and k.field = 'taken_on'
                     where o.case_id = i.id and o.sequence = 1 and k.recorded_at <= known order by k.id desc limit 1), i.found_on),
           coalesce(d.cause, case d.side when 'own' then 'own' when 'force_majeure' then 'force_majeure' when 'government' then 'other_government' end),
           coalesce((select k.new_value::date from idle_case_correction k
                     where k.target = 'step' and k.target_id = d.id and k.field = 'taken_on' and k.recorded_at <= known order by k.id desc limit 1), d.taken_on),
           d.document_no
    from idle_case i
    left join idle_case_step d on d.case_id = i.id and d.step = 'determine' and d.recorded_at <= known
      and not exists (select from idle_case_step g where g.case_id = i.id and g.step = 'annul' and g.sequence > d.sequence and g.recorded_at <= known)
    where i.contract_id is not null and (wanted is null or i.contract_id = any (wanted)) and i.registered_at <= known
      and not exists (select from idle_case_step e where e.case_id = i.id and e.to_state in ('closed', 'not_idle') and e.recorded_at <= known)
    order by i.contract_id, i.id desc
$$;
comment on function idle_case_results is 'What the open case of a contract found: the day of discovery and, while a finding is in force, whose cause and since when that is established';

-- Known, told by whom: an officer's own statement first, then a check that came after a look that found nothing, then what older papers say.
create or replace function idle_contract_facts(wanted bigint[], known timestamptz)
returns table (
    contract_id bigint, contract_no text, plot_id bigint, signed_on date, ended_on date, area_m2 numeric,
    agreed_start_on date, agreed_start_source text, agreed_handover_on date, agreed_handover_source text,
    handover_on date, handover_known boolean, handover_source text,
    permit_on date, permit_known boolean, permit_source text,
    foundation_on date, foundation_known boolean, foundation_kind text, foundation_source text,
    completed_on date, completed_source text,
    stops_known boolean, due_area_m2 numeric, due_area_source text,
    total_on date, total_yuan numeric, total_taken numeric, total_source text,
    established_cause text, established_on date, established_source text, discovered_on date,
    price_yuan numeric, price_source text)
language sql stable as $$
    select c.id, c.contract_no, c.plot_id, c.signed_on, c.ended_on, c.area_m2,
           coalesce(v.start_on, case when f.agreed_start = 'known' then f.agreed_start_on end),
           case when v.start_on is not null then i.name || c.contract_no when f.agreed_start = 'known' then f.agreed_start_source else '' end,
           coalesce(n.handover_on, case when f.agreed_handover = 'known' then f.agreed_handover_on end),
           case when n.handover_on is not null then i.name || c.contract_no when f.agreed_handover = 'known' then f.agreed_handover_source else '' end,
           h.day, h.day is not null or f.handover = 'none',
           case h.origin when 1 then f.handover_source when 2 then '履约核查（交地，' || to_char(k.handover_checked, 'YYYY-MM-DD') || '核查）'
                         when 3 then i.ledger || '（未经核查）' else case when f.handover = 'none' then f.handover_source else '' end end,
           p.day, p.day is not null or f.permit = 'none',
           case p.origin when 1 then f.permit_source when 2 then '履约核查（动工，' || to_char(k.start_checked, 'YYYY-MM-DD') || '核查）'
                         when 3 then i.ledger || '（未经核查）' else case when f.permit = 'none' then f.permit_source else '' end end,
           g.day, g.day is not null or f.foundation = 'none' or (k.not_started_checked is not null and coalesce(f.foundation, 'unknown') = 'unknown'),
           f.foundation_kind,
           case g.origin when 1 then f.foundation_source when 2 then '履约核查（动工，' || to_char(k.start_checked, 'YYYY-MM-DD') || '核查）'
                         when 3 then i.ledger || '（未经核查）'
                         else case when f.foundation = 'none' then f.foundation_source
                                   when k.not_started_checked is not null then '履约核查（' || to_char(k.not_started_checked, 'YYYY-MM-DD') || '核查未动工）' else '' end end,
           coalesce(case when f.completion = 'known' then f.completion_on end, k.completion_on, r.completion_on, k.production_on, r.production_on),
           case when f.completion = 'known' then f.completion_source
                when k.completion_on is not null then '履约核查（竣工，' || to_char(k.completion_checked, 'YYYY-MM-DD') || '核查）'
                when r.completion_on is not null then i.ledger || '（未经核查）'
                when k.production_on is not null then '履约核查（投产，' || to_char(k.production_checked, 'YYYY-MM-DD') || '核查）'
                when r.production_on is not null then i.ledger || '（投产，未经核查）' else '' end,
           coalesce(f.stops_known, false), f.due_area, coalesce(f.due_area_source, ''),
           case when f.total_on is not null then f.total_on when c.investment_yuan is not null then c.signed_on end,
           coalesce(f.total_yuan, c.investment_yuan), f.total_taken,
           case when f.total_on is not null then f.total_source when c.investment_yuan is not null then i.name || c.contract_no else '' end,
           coalesce(a.cause, f.established_cause), case when a.cause is not null then a.established_on else f.established_on end,
           case when a.cause is not null then '闲置土地认定书 ' || coalesce(nullif(a.document_no, ''), a.case_no) else coalesce(f.established_source, '') end,
           coalesce(a.discovered_on, f.discovered_on),
           coalesce(n.price_yuan, c.price_yuan),
           case when coalesce(n.price_yuan, c.price_yuan) is not null then i.name || c.contract_no else '' end
    from contract c
    -- what a paper calls the instrument that the land is held by (第二条：有偿使用合同或者划拨决定书)
    cross join lateral (select case c.instrument when 'allotment' then '划拨决定书 ' else '出让合同 ' end as name,
                               case c.instrument when 'allotment' then '原划拨台账' else '原合同台账' end as ledger) i
    join contract_version v on v.contract_id = c.id and v.version_no = 1
    join (
        select distinct on (w.contract_id) w.contract_id, w.handover_on, w.price_yuan from contract_version w
        where (wanted is null or w.contract_id = any (wanted)) and w.recorded <= known
        order by w.contract_id desc, w.version_no desc
    ) n on n.contract_id = c.id
    left join (
        select d.contract_id,
               max(d.knowledge) filter (where d.kind = 'agreed_start') as agreed_start, max(d.happened_on) filter (where d.kind = 'agreed_start') as agreed_start_on,
               max(d.told) filter (where d.kind = 'agreed_start') as agreed_start_source,
               max(d.knowledge) filter (where d.kind = 'agreed_handover') as agreed_handover, max(d.happened_on) filter (where d.kind = 'agreed_handover') as agreed_handover_on,
               max(d.told) filter (where d.kind = 'agreed_handover') as agreed_handover_source,
               max(d.knowledge) filter (where d.kind = 'handover') as handover, max(d.happened_on) filter (where d.kind = 'handover') as handover_on,
               max(d.told) filter (where d.kind = 'handover') as handover_source,
               max(d.knowledge) filter (where d.kind = 'permit') as permit, max(d.happened_on) filter (where d.kind = 'permit') as permit_on,
               max(d.told) filter (where d.kind = 'permit') as permit_source,
               max(d.knowledge) filter (where d.kind = 'foundation') as foundation, max(d.happened_on) filter (where d.kind = 'foundation') as foundation_on,
               max(d.told) filter (where d.kind = 'foundation') as foundation_source, max(d.foundation_kind) as foundation_kind,
               max(d.knowledge) filter (where d.kind = 'completion') as completion, max(d.happened_on) filter (where d.kind = 'completion') as completion_on,
               max(d.told) filter (where d.kind = 'completion') as completion_source,
               max(d.amount) filter (where d.kind = 'due_area') as due_area, max(d.told) filter (where d.kind = 'due_area' and d.knowledge = 'known') as due_area_source,
               max(d.happened_on) filter (where d.kind = 'total_investment' and d.knowledge = 'known') as total_on,
               max(d.amount) filter (where d.kind = 'total_investment') as total_yuan, max(d.price_and_taxes) filter (where d.kind = 'total_investment') as total_taken,
               max(d.told) filter (where d.kind = 'total_investment') as total_source,
               max(d.cause) filter (where d.kind = 'established_cause') as established_cause,
               max(d.happened_on) filter (where d.kind = 'established_cause' and d.knowledge = 'known') as established_on,
               max(d.told) filter (where d.kind = 'established_cause' and d.knowledge = 'known') as established_source,
               max(d.happened_on) filter (where d.kind = 'discovery' and d.knowledge = 'known') as discovered_on,
               -- the newest word on whether work goes on decides: packed as day, id and answer, so that one maximum finds it
               (max(array[d.happened_on - '1970-01-01'::date, d.id, (d.knowledge <> 'unknown')::integer]) filter (where d.kind = 'stop'))[3] = 1 as stops_known
        from (
            select o.*, o.source || case when o.document_no <> '' then '（' || o.document_no || '）' else '' end as told
            from development_fact o
            where (wanted is null or o.contract_id = any (wanted)) and o.recorded @> known
        ) d
        group by d.contract_id
    ) f on f.contract_id = c.id
    left join idle_checks(wanted, known) k on k.contract_id = c.id
    left join idle_case_results(wanted, known) a on a.contract_id = c.id
    left join (
        select m.contract_id, max(m.actual_on) filter (where m.kind = 'handover') as handover_on, max(m.actual_on) filter (where m.kind = 'start') as start_on,
               max(m.actual_on) filter (where m.kind = 'completion') as completion_on, max(m.actual_on) filter (where m.kind = 'production') as production_on
        from contract_milestone_recorded m where wanted is null or m.contract_id = any (wanted) group by m.contract_id
    ) r on r.contract_id = c.id
    cross join lateral idle_day(f.handover, f.handover_on, k.handover_on, k.handover_checked, r.handover_on) h
    cross join lateral idle_day(f.permit, f.permit_on, k.start_on, k.start_checked, r.start_on) p
    cross join lateral idle_day(f.foundation, f.foundation_on, k.start_on, k.start_checked, r.start_on) g
    where wanted is null or c.id = any (wanted)
$$;
comment on function idle_contract_facts is 'What is known of the land of each contract once over, with who says it; what comes several times is in idle_statements';

create or replace function idle_statements(wanted bigint[], known timestamptz)
returns table (id bigint, contract_id bigint, kind text, happened_on date, ended_on date, cause text, amount numeric, price_and_taxes numeric, source text, evidence_ids bigint[])
language sql stable as $$
    select d.id, d.contract_id, d.kind, d.happened_on, d.ended_on, d.cause, d.amount, d.price_and_taxes,
           d.source || case when d.document_no <> '' then '（' || d.document_no || '）' else '' end, d.evidence_ids
    from development_fact d
    where (wanted is null or d.contract_id = any (wanted)) and d.recorded @> known
      and d.kind in ('developed_area', 'invested', 'stop', 'cause') and d.knowledge = 'known'
$$;
comment on function idle_statements is 'Measurements, stops and causes of contracted land, each as many times as it was told';

create or replace function idle_new_starts(wanted bigint[], known timestamptz)
returns table (contract_id bigint, version_no integer, signed_on date, start_on date, supplement_no text, cause text)
language sql stable as $$
    select v.contract_id, v.version_no, v.holds_from, v.start_on, v.supplement_no, v.cause
    from (
        select w.*, lag(w.start_on) over (partition by w.contract_id order by w.version_no) as before
        from contract_version w
        where (wanted is null or w.contract_id = any (wanted)) and w.recorded <= known
    ) v
    where v.version_no > 1 and v.start_on is not null and v.start_on is distinct from v.before
$$;
comment on function idle_new_starts is 'Starts agreed anew by supplement (extension, adjusted use, temporary use, swap): each counts from the day it was signed';

create or replace function idle_day_of(number bigint) returns date
language sql immutable parallel safe as $$
    select case when number <> -1099511627776 then date '1970-01-01' + number::integer end
$$;
comment on function idle_day_of is 'A day of the columns that the scan reads and writes: days since 1970, −2^40 = none';

-- the answer on a day -------------------------------------------------------------------------------------------------------
create or replace function idle_finding_on(day date)
returns table (
    contract_id bigint, plot_id bigint, judged_on date, state text, ground text, since date, side text, is_proposal boolean, may_fee boolean,
    may_recover boolean, own_year_on date, own_recovery_on date, duty text, latest_on date, missing integer, holds_until date, is_stale boolean,
    party_id bigint, contract_no text, area_m2 numeric)
language sql stable as $$
    select c.id, c.plot_id, f.holds_from, f.state, f.ground, f.since, f.side, f.is_proposal, f.may_fee, f.may_recover, f.own_year_on,
           f.own_recovery_on, f.duty, f.latest_on, f.missing, f.holds_until, f.is_stale or coalesce(f.holds_until <= day, false),
           c.party_id, c.contract_no, c.area_m2
    from contract c
    join idle_finding f on f.contract_id = c.id and f.holds_from <= day
     and not exists (select from idle_finding n where n.contract_id = f.contract_id and n.holds_from > f.holds_from and n.holds_from <= day)
    where c.signed_on <= day and (c.ended_on is null or c.ended_on > day)
$$;
comment on function idle_finding_on is 'The newest answer about each contract in force on a day; is_stale: a change or time has overtaken it, it has to be judged again';

create or replace function idle_land_class(state text, latest_on date, day date) returns text
language sql stable as $$
    select case
        when state = 'not_started_two_years' then 'not_started_two'
        when state = 'not_started_idle' then 'not_started_one'
        when state = 'stopped_idle' then 'stopped'
        when state = 'unknown' then 'survey'
        when latest_on between day and day + rulebook_number('idle.first_warning_days', day)::integer then 'warning'
    end
$$;
comment on function idle_land_class is 'The class of the map: by ground and age, what has to be surveyed, and what falls due within the first warning; null: none of these';

-- Which contracts' land lies under a plot: its own, and after a split or merger those whose signed boundary it overlaps.
create or replace function idle_contracts_of_plot(wanted bigint, day date)
returns table (contract_id bigint, area_m2 numeric, shared_m2 numeric, is_own boolean)
language sql stable as $$
    with ground as (
        select v.geom, v.planar_epsg, v.plot_id from plot_version v
        where v.plot_id = wanted and upper_inf(v.recorded)
        order by v.valid @> day desc, v.version_no desc limit 1
    )
    select c.id, c.area_m2, case when c.plot_id = wanted then c.area_m2 else least(c.area_m2, round(m.area::numeric, 2)) end, c.plot_id = wanted
    from contract c
    cross join ground g
    left join lateral (
        select case when b.geom && g.geom and ST_Relate(b.geom, g.geom, 'T********')
                    then ST_Area(ST_Intersection(ST_Transform(b.geom, g.planar_epsg), ST_Transform(g.geom, g.planar_epsg))) end as area
        from plot_version b
        where b.plot_id = c.plot_id and upper_inf(b.recorded) and (c.plot_version_id is null or b.id = c.plot_version_id)
        order by b.valid @> c.signed_on desc, b.version_no desc limit 1
    ) m on c.plot_id <> wanted
    where c.signed_on <= day and (c.ended_on is null or c.ended_on > day)
      and (c.plot_id = wanted or (
          m.area > coalesce(rulebook_number('plot.overlap_tolerance_m2', day), 1.0)
          and not exists (select from plot_version o where o.plot_id = c.plot_id and upper_inf(o.recorded) and o.valid @> day)))
$$;
comment on function idle_contracts_of_plot is 'Contracts in force on a day on the ground of a plot: its own, and those of plots that were split or merged into it';

-- Rights on land: what is written stays, what the database refuses, and what reads stand on. Idempotent.
create or replace trigger encumbrance_fact_keeps_history after update on encumbrance_fact for each row execute function refuse_rewriting_history();
do $$
declare
    kept text;
begin
    foreach kept in array array['encumbrance', 'encumbrance_fact'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', kept || '_never_deleted', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
end
$$;
create or replace trigger encumbrance_stays before update on encumbrance for each row execute function refuse_always();
create or replace trigger encumbrance_fact_evidence before insert on encumbrance_fact for each row execute function refuse_unknown_evidence();
create or replace trigger encumbrance_fact_layer_change after insert or update on encumbrance_fact for each statement execute function count_layer_change();

-- evidence of the release, the part within the plot, the debtor among the holders -----------------------------------------
create or replace function check_encumbrance_fact() returns trigger
language plpgsql as $$
declare
    missing bigint;
    plot bigint;
    whole numeric;
begin
    select wanted into missing from unnest(new.release_evidence_ids) as wanted where not exists (select from evidence_file e where e.id = wanted) limit 1;
    if found then
        raise exception 'evidence % does not exist', missing
            using errcode = 'integrity_constraint_violation', constraint = 'evidence_known', detail = json_build_object('id', missing)::text;
    end if;
    select plot_id into plot from encumbrance where id = new.encumbrance_id;
    if new.area_m2 is not null then
        select max(coalesce(area_surveyed_m2, area_planar_m2)) into whole from plot_version
        where plot_id = plot and upper_inf(recorded) and valid && new.valid;
        if new.area_m2 > whole then
            raise exception 'an encumbrance of % m2 on a plot of % m2', new.area_m2, whole
                using errcode = 'integrity_constraint_violation', constraint = 'encumbrance_within_plot', detail = json_build_object('area_m2', whole)::text;
        end if;
    end if;
    if new.debtor_party_id is not null and not exists (
        select from plot_party pp where pp.plot_id = plot and pp.party_id = new.debtor_party_id and pp.role = 'holder' and upper_inf(pp.recorded)
                                    and pp.valid @> lower(new.valid)) then
        raise exception 'party % holds no share of plot %', new.debtor_party_id, plot
            using errcode = 'integrity_constraint_violation', constraint = 'encumbrance_debtor_holds';
    end if;
    return new;
end
$$;
create or replace trigger encumbrance_fact_checked before insert on encumbrance_fact for each row execute function check_encumbrance_fact();

-- shares of the holders sum to one on every day that has a holder: asked when the transaction ends, writers of one plot in turn ----
create or replace function refuse_shares_not_one() returns trigger
language plpgsql as $$
declare
    wrong record;
begin
    perform pg_advisory_xact_lock(4491, (new.plot_id % 2147483647)::integer);  -- as lock_plot takes it
    select d.day, sum(h.share) as total into wrong
    from (select lower(p.valid) as day from plot_party p where p.plot_id = new.plot_id and p.role = 'holder' and upper_inf(p.recorded)
          union select upper(p.valid) from plot_party p where p.plot_id = new.plot_id and p.role = 'holder' and upper_inf(p.recorded) and not upper_inf(p.valid)) d
    join plot_party h on h.plot_id = new.plot_id and h.role = 'holder' and upper_inf(h.recorded) and h.valid @> d.day
    group by d.day having sum(h.share) <> 1 order by d.day limit 1;
    if found then
        raise exception 'shares of the holders of plot % sum to % on %', new.plot_id, wrong.total, wrong.day
            using errcode = 'integrity_constraint_violation', constraint = 'plot_party_shares_one',
                  detail = json_build_object('total', wrong.total, 'day', wrong.day)::text;
    end if;
    return null;
end
$$;
drop trigger if exists plot_party_shares_one on plot_party;
create constraint trigger plot_party_shares_one after insert or update on plot_party deferrable initially deferred
    for each row when (new.role = 'holder') execute function refuse_shares_not_one();

-- what is known of encumbrances on a day ------------------------------------------------------------------------------------
create or replace function encumbrances_on(day date)
returns table (encumbrance_id bigint, plot_id bigint, kind text, party_id bigint, holder_name text, debtor_party_id bigint, certificate_no text,
               amount_yuan numeric, rank integer, area_m2 numeric, registered_on date, released_on date, expires_on date, remark text, evidence_ids bigint[])
language sql stable as $$
    select e.id, e.plot_id, e.kind, f.party_id, f.holder_name, f.debtor_party_id, f.certificate_no, f.amount_yuan, f.rank, f.area_m2,
           lower(f.valid), upper(f.valid), f.expires_on, f.remark, f.evidence_ids
    from encumbrance e join encumbrance_fact f on f.encumbrance_id = e.id and upper_inf(f.recorded) and f.valid @> day
$$;
comment on function encumbrances_on is 'Encumbrances that rest on plots on a day, as known now; an expired seizure stays until its release is recorded';

-- a seizure decides what the readiness gate says ----------------------------------------------------------------------------
create or replace function mark_readiness_stale_by_encumbrance() returns trigger
language plpgsql as $$
begin
    update plot_readiness set is_stale = true
    where not is_stale and upper_inf(valid) and plot_id in (select e.plot_id from written w join encumbrance e on e.id = w.encumbrance_id);
    return null;
end
$$;
create or replace trigger encumbrance_fact_readiness_stale after insert on encumbrance_fact
    referencing new table as written for each statement execute function mark_readiness_stale_by_encumbrance();

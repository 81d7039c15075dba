-- Whoever is answerable for some parks acts there: what an act is about lies within them, not merely touches them.
-- Every act writes its event in its own transaction, so it is asked here, once, whatever the route: an act out of scope vanishes with its event.

-- Whether ground lies within these parks as they stand now, but for slivers that a survey may leave
create or replace function lies_within_parks(ground geometry, parks bigint[]) returns boolean
language sql stable as $$
    select coalesce(ST_Area(ST_Difference(ground, own.geom)::geography), ST_Area(ground::geography))
           <= coalesce(rulebook_number('plot.outside_park_tolerance_m2', current_date), 1.0)
    from (select ST_Union(b.geom) as geom from park_boundary b
          where b.park_id = any(parks) and upper_inf(b.recorded) and b.valid @> current_date) own
$$;

create or replace function refuse_act_out_of_scope() returns trigger
language plpgsql as $$
declare
    parks bigint[];
    ground geometry[];
begin
    select array(select park_id from account_park where account_id = a.id) into parks
    from account a where a.id = new.actor_id and not a.all_parks;
    if not found or new.park_id = any(parks) then
        return new;
    end if;
    if new.park_id is null then
        -- of no park by nature, and what one person's act leaves to all others:
        if new.subject in (
            'party',                -- one register of enterprises serves every park
            'shortlist',            -- a list of one's own
            'inquiry',              -- a question about no park is everybody's to answer
            'compliance_report',    -- says what is there, changes nothing
            'exchange_run',         -- compares and settles contracts of the caller's parks
            'figure_import',        -- each row is put to the caller's parks
            'project_month_light',  -- lights of the projects in the caller's parks
            'site_review',          -- each stop is a project of the caller's parks; closing asks for all of them
            'supply_plan',          -- the plan of a year begins empty; each line is a plot of the caller's parks
            'account'               -- one's own sessions and password; who manages accounts gives the parks
        ) then
            return new;
        end if;
        -- ground with an outline of its own: it and what it replaces lie within
        if new.subject in ('constraint_area', 'regional_assessment', 'conversion_approval') then
            execute format('select array_agg(g.geom) from %1$I g where g.id = $1 or g.id = (select replaces_id from %1$I where id = $1)', new.subject)
            into ground using new.subject_id;
            if not exists (select from unnest(ground) one where not lies_within_parks(one, parks)) then
                return new;
            end if;
        end if;
    end if;
    raise exception 'this act reaches beyond the parks of account %', new.actor_id
        using errcode = 'integrity_constraint_violation', constraint = 'act_within_scope';
end
$$;
create or replace trigger audit_event_within_scope before insert on audit_event for each row execute function refuse_act_out_of_scope();

-- What announcements keep and refuse, and the gate before them: a plot is on offer through a published announcement only. Idempotent.

create or replace function listing_state_on(l listing, day date) returns text
language sql stable as $$
    select case
        when l.withdrawn_on <= day then 'withdrawn'
        when l.failed_on <= day then 'failed'
        when l.published_at is null or l.announced_on > day then 'draft'
        when l.settled_on <= day then 'settled'
        when l.closed_on <= day then 'closed'
        else 'published'
    end
$$;
comment on function listing_state_on is 'How an announcement stood on a day';

-- states only go forward, what was announced stays as it was announced, and announcing needs a plot that was found ready ---------
create or replace function guard_listing() returns trigger
language plpgsql as $$
declare
    ready record;
    notice integer;
    moving constant text[] := array['state', 'closed_on', 'settled_on', 'failed_on', 'withdrawn_on', 'end_reason'];
begin
    if tg_op = 'UPDATE' then
        if new.state <> old.state and not (case old.state
            when 'draft' then new.state in ('published', 'withdrawn')
            when 'published' then new.state in ('closed', 'failed', 'withdrawn')
            when 'closed' then new.state in ('settled', 'failed', 'withdrawn')
            when 'settled' then new.state = 'failed'
            else false end) then
            raise exception 'listing % goes from % to %', old.listing_no, old.state, new.state
                using errcode = 'integrity_constraint_violation', constraint = 'listing_forward_only',
                      detail = json_build_object('listing_no', old.listing_no, 'old', old.state, 'new', new.state)::text;
        end if;
        if old.state <> 'draft' and (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving) then
            raise exception 'listing % is published and no longer changed', old.listing_no
                using errcode = 'integrity_constraint_violation', constraint = 'listing_frozen';
        end if;
        if old.state <> 'draft' and ((old.closed_on is not null and new.closed_on is distinct from old.closed_on)
            or (old.settled_on is not null and new.settled_on is distinct from old.settled_on)
            or (old.failed_on is not null and new.failed_on is distinct from old.failed_on)
            or (old.withdrawn_on is not null and new.withdrawn_on is distinct from old.withdrawn_on)) then
            raise exception 'the days of listing % stay', old.listing_no
                using errcode = 'integrity_constraint_violation', constraint = 'listing_frozen';
        end if;
    end if;
    if new.published_at is not null and (tg_op = 'INSERT' or old.published_at is null) then
        select r.plot_id, r.passed into ready from readiness_record r where r.id = new.readiness_id;
        if ready.plot_id is distinct from new.plot_id or ready.passed is not true then
            raise exception 'plot % was not found ready', new.plot_id
                using errcode = 'integrity_constraint_violation', constraint = 'listing_needs_readiness';
        end if;
        notice := rulebook_number(case new.method when 'agreement' then 'listing.agreement_notice_days_min' else 'listing.notice_days_min' end, new.announced_on);
        if notice is null or new.opens_on - new.announced_on < notice then
            raise exception 'listing % gives less notice than % days', new.listing_no, notice
                using errcode = 'integrity_constraint_violation', constraint = 'listing_notice_days',
                      detail = json_build_object('given', new.opens_on - new.announced_on, 'required', notice)::text;
        end if;
        if new.state in ('published', 'closed') and exists (select from allocation a where a.plot_id = new.plot_id and a.state = 'live') then
            raise exception 'plot % is allocated', new.plot_id
                using errcode = 'integrity_constraint_violation', constraint = 'listing_plot_allocated';
        end if;
    end if;
    return new;
end
$$;
create or replace trigger listing_guarded before insert or update on listing for each row execute function guard_listing();
create or replace trigger listing_never_deleted before delete on listing for each row execute function refuse_always();
create or replace trigger listing_never_emptied before truncate on listing for each statement execute function refuse_always();

-- an application is changed only while its announcement is open ---------------------------------------------------------------
create or replace function guard_application() returns trigger
language plpgsql as $$
begin
    if (select l.state from listing l where l.id = old.listing_id) not in ('published', 'closed') or new.listing_id <> old.listing_id
       or new.number <> old.number or new.party_id <> old.party_id or old.state = 'withdrawn' then
        raise exception 'application % is no longer changed', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'application_frozen';
    end if;
    return new;
end
$$;
create or replace trigger application_guarded before update on application for each row execute function guard_application();
create or replace trigger application_never_deleted before delete on application for each row execute function refuse_always();

-- an allocation is of an admitted application of that announcement; it ends, and is not rewritten ------------------------------
create or replace function guard_allocation() returns trigger
language plpgsql as $$
declare
    chosen record;
begin
    if tg_op = 'UPDATE' then
        if old.state <> 'live' or (to_jsonb(new) - array['state', 'ended_on', 'end_reason']) is distinct from (to_jsonb(old) - array['state', 'ended_on', 'end_reason']) then
            raise exception 'allocation % is not rewritten', old.id
                using errcode = 'integrity_constraint_violation', constraint = 'allocation_stays';
        end if;
        return new;
    end if;
    select a.listing_id, a.state as application_state, l.plot_id, l.state as listing_state, l.decided_from into chosen
    from application a join listing l on l.id = a.listing_id where a.id = new.application_id;
    if chosen.listing_id is distinct from new.listing_id or chosen.plot_id is distinct from new.plot_id or chosen.application_state <> 'admitted'
       or chosen.listing_state not in ('closed', 'settled') or new.decided_on < chosen.decided_from then
        raise exception 'application % cannot be given plot %', new.application_id, new.plot_id
            using errcode = 'integrity_constraint_violation', constraint = 'allocation_of_admitted_application';
    end if;
    return new;
end
$$;
create or replace trigger allocation_guarded before insert or update on allocation for each row execute function guard_allocation();
create or replace trigger allocation_never_deleted before delete on allocation for each row execute function refuse_always();

do $$
declare
    facts text;
begin
    foreach facts in array array['admission', 'lot_draw', 'result_publication'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', facts || '_stays', facts);
    end loop;
end
$$;

-- the gate: on offer only from the day of a published announcement on, and only until it has ended -----------------------------
-- Looked at when the transaction ends, so that announcement and state may be written in either order. A row that carries on what an
-- open row said until this transaction closed it (a change of another axis) enters nothing.
create or replace function refuse_offer_without_listing() returns trigger
language plpgsql as $$
begin
    if exists (select from plot_state s where s.id = new.id and upper_inf(s.recorded))
       and not exists (
          select from listing l join readiness_record r on r.id = l.readiness_id and r.plot_id = l.plot_id and r.passed
          where l.plot_id = new.plot_id and l.published_at is not null and l.announced_on <= lower(new.valid)
            and lower(new.valid) < coalesce(least(l.withdrawn_on, l.failed_on), 'infinity'::date))
       and not exists (
          select from plot_state p
          where p.plot_id = new.plot_id and p.supply = 'on_offer' and p.valid @> lower(new.valid)
            and not upper_inf(p.recorded) and upper(p.recorded) >= transaction_timestamp() and lower(p.recorded) < transaction_timestamp()) then
        raise exception 'plot % has no published announcement on %', new.plot_id, lower(new.valid)
            using errcode = 'integrity_constraint_violation', constraint = 'plot_state_offer_announced',
                  detail = json_build_object('plot_id', new.plot_id, 'day', lower(new.valid))::text;
    end if;
    return null;
end
$$;
drop trigger if exists plot_state_offer_announced on plot_state;
create constraint trigger plot_state_offer_announced after insert on plot_state deferrable initially deferred
    for each row when (new.supply = 'on_offer') execute function refuse_offer_without_listing();

-- promises of an application stay with it once its announcement is over
create or replace function guard_application_promise() returns trigger
language plpgsql as $$
begin
    if (select l.state from application a join listing l on l.id = a.listing_id where a.id = old.application_id) not in ('published', 'closed') then
        raise exception 'the promises of application % stay', old.application_id
            using errcode = 'integrity_constraint_violation', constraint = 'application_frozen';
    end if;
    return coalesce(new, old);
end
$$;
create or replace trigger application_promise_guarded before update or delete on application_promise
    for each row execute function guard_application_promise();

do $$
declare
    facts text;
begin
    foreach facts in array array['listing', 'application', 'lot_draw', 'allocation', 'result_publication'] loop
        execute format('create or replace trigger %I before insert or update of evidence_ids on %I for each row execute function refuse_unknown_evidence()',
                       facts || '_evidence', facts);
    end loop;
end
$$;

-- What the database refuses of visitors' lists. Idempotent.
create or replace function check_shortlist_site() returns trigger
language plpgsql as $$
begin
    if not exists (select from public_site s where s.id = new.site_id and s.valid @> new.added_on)
       and not exists (select from public_premises p where p.id = new.site_id and p.valid @> new.added_on) then
        raise exception 'site % is not published on %', new.site_id, new.added_on
            using errcode = 'integrity_constraint_violation', constraint = 'shortlist_site_published';
    end if;
    return new;
end
$$;
create or replace trigger shortlist_site_checked before insert on shortlist_site for each row execute function check_shortlist_site();

create or replace function refuse_moving_shortlist() returns trigger
language plpgsql as $$
begin
    if (new.own_hash, new.share_hash, new.created_on, new.zone_id) is distinct from (old.own_hash, old.share_hash, old.created_on, old.zone_id)
       or new.version < old.version or new.opened_on < old.opened_on then
        raise exception 'a list keeps its keys, and its version only grows'
            using errcode = 'integrity_constraint_violation', constraint = 'shortlist_keeps_its_keys';
    end if;
    return new;
end
$$;
create or replace trigger shortlist_keeps_its_keys before update on shortlist for each row execute function refuse_moving_shortlist();

-- One use of an allowance, taken under the lock of its row: of any number who ask at once exactly as many pass as are left. Idempotent.
create or replace function take_allowance(wanted text, digest bytea, now_is timestamptz, burst_code text, hourly_code text) returns table (wait_seconds integer, burst integer, per_hour integer)
language plpgsql as $$
declare
    most numeric := rulebook_number(burst_code, (now_is at time zone 'Asia/Shanghai')::date);
    hourly numeric := rulebook_number(hourly_code, (now_is at time zone 'Asia/Shanghai')::date);
    found visitor_allowance;
    level numeric;
begin
    if most is null or hourly is null then
        raise exception 'no limit is set for %', wanted using errcode = 'integrity_constraint_violation', constraint = 'visitor_allowance_limit';
    end if;
    insert into visitor_allowance (purpose, address_digest, remaining, filled_at) values (wanted, digest, most, now_is) on conflict do nothing;
    select * into strict found from visitor_allowance a where a.purpose = wanted and a.address_digest = digest for update;
    level := least(most, found.remaining + hourly * greatest(0, extract(epoch from now_is - found.filled_at)) / 3600);
    if level < 1 then
        return query select greatest(1, ceil((1 - level) * 3600 / hourly))::integer, most::integer, hourly::integer;
        return;
    end if;
    update visitor_allowance a set remaining = level - 1, filled_at = greatest(found.filled_at, now_is) where a.purpose = wanted and a.address_digest = digest;
    return query select 0, most::integer, hourly::integer;
end
$$;
comment on function take_allowance is 'Takes one use of an allowance: 0 when it was there, else the seconds until the next one; nothing is taken then';

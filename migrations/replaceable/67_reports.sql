-- What the tables of frozen months refuse. Idempotent.
do $$
declare
    kept text;
begin
    foreach kept in array array['monthly_report', 'monthly_report_reason'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', kept || '_stays', kept);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', kept || '_never_emptied', kept);
    end loop;
end
$$;

-- one month after the other, each holding the hash of the one before it; writers of a zone take turns ---------------------
create or replace function check_monthly_report() returns trigger
language plpgsql as $$
declare
    last_report monthly_report;
begin
    if new.as_of >= (new.frozen_at at time zone 'Asia/Shanghai')::date then
        raise exception 'month % is not over', new.month using errcode = 'integrity_constraint_violation', constraint = 'monthly_report_month_over';
    end if;
    perform from zone where id = new.zone_id for update;
    select * into last_report from monthly_report where zone_id = new.zone_id order by month desc limit 1;
    if last_report.month >= new.month then
        raise exception 'month % is frozen already', last_report.month
            using errcode = 'integrity_constraint_violation', constraint = 'monthly_report_in_order', detail = json_build_object('month', last_report.month)::text;
    end if;
    if new.previous_sha256 is distinct from last_report.sha256 then
        raise exception 'the report before it is another one' using errcode = 'integrity_constraint_violation', constraint = 'monthly_report_chain';
    end if;
    return new;
end
$$;
create or replace trigger monthly_report_follows before insert on monthly_report for each row execute function check_monthly_report();

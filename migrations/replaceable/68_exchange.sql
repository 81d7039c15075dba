-- Comparisons with the monitoring system stay as they were made. Idempotent.
do $$
declare
    part text;
begin
    foreach part in array array['exchange_run', 'exchange_difference', 'exchange_resolution'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', part || '_append_only', part);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', part || '_never_emptied', part);
    end loop;
end
$$;

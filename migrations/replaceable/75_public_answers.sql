-- Every table that a public_* view reads counts its changes, so that an answer kept for the public is made anew when one of them changes
-- (gisapp/maps/public_answers.py). Found from the views themselves: a view that reads one more table needs nothing here. Idempotent.
do $$
declare
    read text;
begin
    for read in
        with recursive used as (
            select c.oid from pg_class c where c.relkind = 'v' and c.relname like 'public\_%' and c.relnamespace = 'public'::regnamespace
            union
            select d.refobjid
            from used u
            join pg_rewrite r on r.ev_class = u.oid
            join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
        )
        select c.relname from used join pg_class c on c.oid = used.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and not exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.proname = 'count_layer_change')
        union select 'zone'
    loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       read || '_public_change', read);
    end loop;
end
$$;

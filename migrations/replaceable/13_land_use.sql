-- What a class of land use is in the national scheme. Idempotent.

create or replace view land_use_target as
    with recursive above as (
        select scheme, code, code as holder, parent_code, 0 as steps from land_use_class
        union all
        select a.scheme, a.code, p.code, p.parent_code, a.steps + 1
        from above a
        join land_use_class p on p.scheme = a.scheme and p.code = a.parent_code
    ), nearest as (
        select distinct on (a.scheme, a.code) a.scheme, a.code, a.holder
        from above a
        where exists (select from land_use_crosswalk x where x.scheme = a.scheme and x.code = a.holder)
        order by a.scheme, a.code, a.steps
    )
    select n.scheme, n.code, x.national_scheme, x.national_code
    from nearest n
    join land_use_crosswalk x on x.scheme = n.scheme and x.code = n.holder;
comment on view land_use_target is
    'The rows of the crosswalk of a class, else those of the nearest class above it; several rows: a person says which is meant in a file';

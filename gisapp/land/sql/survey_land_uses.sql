-- Every class of land use and what it is in the national scheme: its own rows of the crosswalk, else those of the nearest class above it. No params.
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
select c.scheme, c.code, c.name_zh, coalesce(array_agg(x.national_code order by x.national_code) filter (where x.national_code is not null), '{}') as targets
from land_use_class c
left join nearest n on n.scheme = c.scheme and n.code = c.code
left join land_use_crosswalk x on x.scheme = n.scheme and x.code = n.holder
group by c.scheme, c.code, c.name_zh

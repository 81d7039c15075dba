-- The classes that a plot may have: those of the national scheme, in the order of their codes. No params.
select c.scheme, c.code, c.name_zh, c.name_en, c.parent_code
from land_use_class c
join land_use_scheme s on s.scheme = c.scheme and s.is_national
order by c.code

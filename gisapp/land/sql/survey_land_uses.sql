-- Every class of land use, and what it may be in the national scheme. No params.
select c.scheme, c.code, c.name_zh, s.is_national,
       coalesce(array_agg(t.national_code order by t.national_code) filter (where t.national_code is not null), '{}') as targets
from land_use_class c
join land_use_scheme s on s.scheme = c.scheme
left join land_use_target t on t.scheme = c.scheme and t.code = c.code
group by c.scheme, c.code, c.name_zh, s.is_national

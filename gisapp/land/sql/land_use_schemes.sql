-- The schemes of land-use classes: standing, how many classes each has and how many of them have no counterpart in the national one. No params.
select s.scheme, s.name_zh, s.name_en, s.basis, s.is_national, s.shipped_on, s.confirmed_at, s.confirmed_by_name,
       count(c.code) as class_count, count(c.code) filter (where not s.is_national and x.code is null) as untranslated_count,
       count(c.code) filter (where x.targets > 1) as asked_count
from land_use_scheme s
left join land_use_class c on c.scheme = s.scheme
left join (select scheme, code, count(*) as targets from land_use_target group by scheme, code) x on x.scheme = c.scheme and x.code = c.code
group by s.scheme
order by s.sort_order, s.scheme

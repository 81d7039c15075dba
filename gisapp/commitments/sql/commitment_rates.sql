-- The tally of the filtered obligations by park, industry, year due or officer. Param: by. Follows supply/commitment_filtered.
select g.key, max(g.label_zh) as label_zh, max(g.label_en) as label_en,
       count(*) as due,
       count(*) filter (where tally = 'kept') as kept, count(*) filter (where tally = 'late') as late,
       count(*) filter (where tally = 'broken') as broken, count(*) filter (where tally = 'waived') as waived,
       count(*) filter (where tally = 'not_yet_due') as not_yet_due,
       count(*) filter (where tally = 'late' and not is_settled) as late_open
from filtered
cross join lateral (
    select case cast(:by as text) when 'park' then park_code when 'industry' then industry_key
                                  when 'year' then due_year::text else officer_name end as key,
           case cast(:by as text) when 'park' then park_name_zh when 'industry' then coalesce(industry_name_zh, industry_key)
                                  when 'year' then due_year::text else officer_name end as label_zh,
           case cast(:by as text) when 'park' then park_name_en when 'industry' then coalesce(industry_name_en, industry_key)
                                  when 'year' then due_year::text else officer_name end as label_en,
           case cast(:by as text) when 'park' then sort_order else 0 end as place
) g
group by g.key
order by min(g.place), g.key

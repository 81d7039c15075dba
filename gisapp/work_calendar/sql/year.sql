-- One year of the work calendar with its special days. Params: year. Index: work_calendar_day_once.
select cast(:year as integer) as year,
       coalesce(y.confirmed, false) as confirmed,
       coalesce(y.basis, '') as basis,
       lower(y.recorded) as recorded_at,
       coalesce(d.days, '[]'::jsonb) as days
from (select 1) as always
left join work_calendar_year y on y.year = cast(:year as integer) and upper_inf(y.recorded)
left join lateral (
    select jsonb_agg(jsonb_build_object('day', day, 'is_workday', is_workday, 'name_zh', name_zh, 'basis', basis) order by day) as days
    from work_calendar_day
    where upper_inf(recorded) and day >= make_date(cast(:year as integer), 1, 1) and day < make_date(cast(:year as integer) + 1, 1, 1)
) d on true

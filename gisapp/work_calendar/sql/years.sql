-- The years whose arrangement is known. Params: none. Index: work_calendar_year_once.
select y.year, y.confirmed, y.basis, lower(y.recorded) as recorded_at
from work_calendar_year y
where upper_inf(y.recorded)
order by y.year desc

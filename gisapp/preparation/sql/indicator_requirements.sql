-- The indicator table as known now: every entry of every period, most general industry first.
-- Params: none. Index: none needed, the table holds some hundred rows.
select r.id, r.indicator, r.direction, r.value, r.written_unit, r.industry_code, p.code as park_code, p.name_zh as park_name_zh, r.basis,
       r.confirmed, r.note, lower(r.valid) as effective_from, upper(r.valid) as effective_to, lower(r.recorded) as recorded_at, r.recorded_by_name
from indicator_requirement r
left join park p on p.id = r.park_id
where upper_inf(r.recorded)
order by r.indicator, r.direction, length(r.industry_code), r.industry_code, p.sort_order nulls first, lower(r.valid)

-- Every version of the approval items as now known, items in the order in which they came onto the list. Params: none. Index: approval_item_once_a_day.
select i.id, i.code, i.stage_code, i.name_zh, i.name_en, i.department_zh, i.days, i.unit, i.statutory_days, i.statutory_unit, i.needs, i.excluded,
       i.handling, i.is_tolerable, i.extension_days_max, i.materials, i.basis, i.confirmed, i.note, i.recorded_by_name,
       lower(i.valid) as effective_from, upper(i.valid) as effective_to, lower(i.recorded) as recorded_at
from approval_item i
join (select code, min(id) as came from approval_item group by code) f on f.code = i.code
where upper_inf(i.recorded)
order by f.came, lower(i.valid)

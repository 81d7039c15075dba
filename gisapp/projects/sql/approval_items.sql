-- Every version of the approval items as now known, with whether a case was judged by it. Params: none. Index: approval_item_once_a_day.
select i.id, i.code, i.stage_code, i.name_zh, i.name_en, i.department_zh, i.days, i.unit, i.statutory_days, i.statutory_unit, i.needs, i.excluded,
       i.handling, i.is_tolerable, i.extension_days_max, i.materials, i.basis, i.confirmed, i.note, i.recorded_by_name,
       lower(i.valid) as effective_from, upper(i.valid) as effective_to, lower(i.recorded) as recorded_at
from approval_item i
where upper_inf(i.recorded)
order by i.code, lower(i.valid)

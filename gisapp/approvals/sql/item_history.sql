-- Everything that was ever recorded of one item, newest knowledge first. Params: code. Index: approval_item_once_a_day covers the live rows.
select i.id, i.stage_code, i.name_zh, i.name_en, i.department_zh, i.days, i.unit, i.statutory_days, i.statutory_unit, i.needs, i.excluded,
       i.handling, i.is_tolerable, i.extension_days_max, i.materials, i.basis, i.confirmed, i.note, i.recorded_by_name,
       lower(i.valid) as effective_from, upper(i.valid) as effective_to, lower(i.recorded) as recorded_at, upper(i.recorded) as replaced_at
from approval_item i
where i.code = :code
order by upper_inf(i.recorded) desc, lower(i.recorded) desc, lower(i.valid) desc

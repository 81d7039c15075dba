-- Definitions of the classes as known now, all days.
select d.id, d.stock_class, d.definition_zh, d.definition_en, d.land_use_codes, d.basis, d.confirmed, d.recorded_by_name,
       lower(d.valid) as effective_from, upper(d.valid) as effective_to
from stock_definition d
where upper_inf(d.recorded)
order by d.stock_class, d.valid

-- Rulebook entries as known now. Params: code (null = all). Index: rulebook_entry_once_a_day.
select id, code, value, unit, lower(effective) as effective_from, upper(effective) as effective_to, basis, confirmed, note,
       lower(recorded) as recorded_at, recorded_by_name
from rulebook_entry
where upper_inf(recorded) and (cast(:code as text) is null or code = cast(:code as text))
order by code, lower(effective)

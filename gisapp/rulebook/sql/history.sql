-- Everything ever said of a code, newest knowledge first. Params: code. Index: rulebook_entry_once_a_day.
select id, code, value, unit, lower(effective) as effective_from, upper(effective) as effective_to, basis, confirmed, note,
       lower(recorded) as recorded_at, upper(recorded) as superseded_at, recorded_by_name
from rulebook_entry
where code = :code
order by lower(recorded) desc, lower(effective) desc

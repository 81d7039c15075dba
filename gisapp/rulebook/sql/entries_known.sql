-- Rulebook entries as they were known at an instant; before the first that was ever written of a code, that first one. Params: known_at.
-- Index: rulebook_entry_once_a_day.
select e.id, e.code, e.value, e.unit, lower(e.effective) as effective_from, upper(e.effective) as effective_to, e.basis, e.confirmed, e.note,
       lower(e.recorded) as recorded_at, e.recorded_by_name
from rulebook_entry e
join (select code, min(lower(recorded)) as first_at from rulebook_entry group by code) f on f.code = e.code
where e.recorded @> greatest(cast(:known_at as timestamptz), f.first_at)
order by e.code, lower(e.effective)

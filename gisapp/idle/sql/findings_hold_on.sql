-- Answers that were asked again and stayed the same: they are fresh, and hold until the day now in sight. Params: as_of. Index: idle_finding_pkey.
update idle_finding f set is_stale = false, holds_until = idle_day_of(a.holds_until)
from idle_answer a
where f.contract_id = a.contract_id and f.holds_from = idle_day_of(a.kept_from)
  and (f.is_stale or f.holds_until is distinct from idle_day_of(a.holds_until))

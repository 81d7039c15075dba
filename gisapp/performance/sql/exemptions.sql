-- Exemptions in force on a day or later, as known now. Params: as_of, all_parks, park_ids. Index: grade_exemption_once_a_day.
select e.id, e.party_id, e.park_id, y.name_zh as party_name_zh, y.name_en as party_name_en, k.code as park_code, k.name_zh as park_name_zh, e.kind, e.reason_zh, e.document, e.evidence_ids,
       lower(e.valid) as valid_from, upper(e.valid) as valid_to, lower(e.recorded) as recorded_at, e.recorded_by_name
from grade_exemption e join party y on y.id = e.party_id join park k on k.id = e.park_id
where upper_inf(e.recorded) and (upper(e.valid) is null or upper(e.valid) > :as_of) and (:all_parks or e.park_id = any (:park_ids))
order by k.sort_order, y.name_zh, lower(e.valid)

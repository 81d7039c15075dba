-- Who left and who came of a measure until :as_of, those taken back with why. Params: measure_id, as_of. Index: reuse_party_measure.
select q.id, q.direction, q.party_id, y.name_zh, y.name_en, y.credit_code, q.moved_on, q.area_m2, q.industry_zh, q.note, q.evidence_ids, q.actor_name, q.recorded_at,
       w.reason as taken_back_reason, w.actor_name as taken_back_by
from reuse_party q
join party y on y.id = q.party_id
left join reuse_withdrawal w on w.subject = 'party' and w.subject_id = q.id
where q.measure_id = :measure_id and q.moved_on <= cast(:as_of as date)
order by q.direction desc, q.moved_on, q.id

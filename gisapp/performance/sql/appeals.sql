-- Appeals received by a day, open ones first, with their answer by then. Params: as_of, appeal_id, all_parks, park_ids. Index: grade_appeal_result.
select a.id, a.result_id, g.run_id, r.year, g.party_id, g.park_id, y.name_zh as party_name_zh, y.name_en as party_name_en, k.code as park_code, k.name_zh as park_name_zh, r.zone_id,
       g.segment, g.grade as given_grade, g.score, g.rank, g.ranked_of, a.received_on, a.grounds_zh, a.wanted_grade, a.reply_workdays, a.reply_due_on, a.evidence_ids,
       a.recorded_by_name, coalesce(d.outcome, 'open') as state, d.decided_on, d.reply_zh, d.new_grade, d.evidence_ids as decision_evidence_ids, d.recorded_by_name as decided_by_name
from grade_appeal a
join grade_result g on g.id = a.result_id
join grade_run r on r.id = g.run_id
join party y on y.id = g.party_id
join park k on k.id = g.park_id
left join grade_appeal_decision d on d.appeal_id = a.id and d.decided_on <= :as_of
where a.received_on <= :as_of and a.id = coalesce(cast(:appeal_id as bigint), a.id) and (:all_parks or g.park_id = any (:park_ids))
order by d.appeal_id is not null, a.reply_due_on, a.id

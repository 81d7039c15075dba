-- Surveys the caller may see, newest first. Params: all_parks, park_ids, park_code, state (null: all), limit, offset.
-- Index: survey (park_id, received_at).
select s.id, p.code as park_code, p.name_zh as park_name_zh, s.file_name, s.sha256, o.size_bytes, s.state, s.row_count, s.counts,
       s.reading ->> 'format' as format, s.received_at, s.received_by_name, s.checked_at, s.decided_at, s.decided_by_name, s.valid_from,
       s.document, s.reason, jsonb_array_length(s.questions) as question_count, count(*) over () as total
from survey s
join park p on p.id = s.park_id
join survey_original o on o.sha256 = s.sha256
where (:all_parks or s.park_id = any(:park_ids))
  and (cast(:park_code as text) is null or p.code = :park_code)
  and (cast(:state as text) is null or s.state = :state)
order by s.received_at desc, s.id desc
limit :limit offset :offset

-- Schemes with their criteria, newest version first. Params: year, scheme_id; null does not filter. Index: score_scheme_once.
select s.id, s.zone_id, s.year, s.version_no, s.title_zh, s.basis, s.confirmed, s.share_a, s.share_b, s.share_c, s.note, s.recorded as recorded_at, s.recorded_by_name,
       coalesce((select jsonb_agg(jsonb_build_object('segment', c.segment, 'criterion', c.criterion, 'weight', c.weight::text, 'reference', c.reference::text, 'cap', c.cap::text,
                                                     'reference_basis', c.reference_basis, 'reference_confirmed', c.reference_confirmed) order by c.segment, c.place)
                 from score_criterion c where c.scheme_id = s.id), '[]') as criteria,
       (select count(*) from grade_run r where r.scheme_id = s.id)::integer as runs
from score_scheme s
where s.year = coalesce(cast(:year as integer), s.year) and s.id = coalesce(cast(:scheme_id as bigint), s.id)
order by s.year desc, s.version_no desc

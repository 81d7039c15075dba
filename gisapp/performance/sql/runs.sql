-- Runs fixed by a day, newest first. Params: as_of, year, run_id; null does not filter. Index: grade_run_once.
select r.id, r.zone_id, r.year, r.run_no, r.scheme_id, s.version_no as scheme_version, s.title_zh as scheme_title_zh, s.confirmed as scheme_confirmed, r.fixed_on, r.algorithm,
       r.settings, r.inputs_sha256, r.note, r.recorded as recorded_at, r.recorded_by_name,
       (select jsonb_object_agg(status, n) from (select g.status, count(*) as n from grade_result g where g.run_id = r.id group by g.status) c) as counts,
       not exists (select from grade_run n where n.zone_id = r.zone_id and n.year = r.year and n.run_no > r.run_no and n.fixed_on <= :as_of) as is_newest
from grade_run r join score_scheme s on s.id = r.scheme_id
where r.fixed_on <= :as_of and r.year = coalesce(cast(:year as integer), r.year) and r.id = coalesce(cast(:run_id as bigint), r.id)
order by r.year desc, r.run_no desc

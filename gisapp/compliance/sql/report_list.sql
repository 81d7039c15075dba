-- Reports of the caller's parks, newest first. Params: all_parks, park_ids, verdict (null = all), plot_id (null = all), park (code, null = all), q.
-- Index: compliance_report_park.
select r.id, r.report_no, r.subject, r.plot_id, r.subject_zh, r.as_of, r.verdict, r.area_m2, r.made_at, r.made_by_name, r.sha256,
       p.code as park_code, p.name_zh as park_name_zh,
       (select count(*) from jsonb_array_elements(r.content::jsonb -> 'conflicts')) as conflicts,
       ST_XMin(r.geom) as west, ST_YMin(r.geom) as south, ST_XMax(r.geom) as east, ST_YMax(r.geom) as north
from compliance_report r
left join park p on p.id = r.park_id
where (:all_parks or r.park_id = any(:park_ids))
  and (cast(:verdict as text) is null or r.verdict = cast(:verdict as text))
  and (cast(:plot_id as bigint) is null or r.plot_id = cast(:plot_id as bigint))
  and (cast(:park as text) is null or p.code = cast(:park as text))
  and (cast(:q as text) = '' or r.subject_zh ilike '%' || cast(:q as text) || '%' or r.report_no ilike '%' || cast(:q as text) || '%')
order by r.made_at desc, r.id desc

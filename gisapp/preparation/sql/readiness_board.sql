-- Candidate plots of a day with the kept answer, one row each; `is_pending` where it is missing, stale or overtaken by time.
-- Params: as_of, all_parks, park_ids, is_staff. Index: plot_readiness_plot.
select s.plot_id, s.plot_no, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, s.stage, s.supply, s.land_control, s.area_m2,
       s.land_use_code, c.name_zh as land_use_name_zh, r.state, r.topics, r.failed_count, r.open_count, r.reason_zh, r.judged_on, r.holds_until,
       r.plot_id is null or r.is_stale or r.judged_on > cast(:as_of as date) or coalesce(r.holds_until <= cast(:as_of as date), false) as is_pending,
       array[ST_XMin(v.geom), ST_YMin(v.geom), ST_XMax(v.geom), ST_YMax(v.geom)] as bbox,
       (select count(*) from readiness_record k where k.plot_id = s.plot_id and k.as_of <= cast(:as_of as date)) as record_count
from plot_snapshot s
join park p on p.id = s.park_id
join plot_version v on v.id = s.version_id
left join land_use_class c on c.scheme = s.land_use_scheme and c.code = s.land_use_code
left join plot_readiness r on r.plot_id = s.plot_id and r.valid @> cast(:as_of as date)
where s.valid @> cast(:as_of as date) and s.stage in ('raw', 'prepared', 'announced', 'on_offer')
  and (s.land_use_code is null or s.land_use_scheme like '用地用海%' and left(s.land_use_code, 2) in ('10', '11'))
  and (:all_parks or s.park_id = any(:park_ids))
order by p.sort_order, s.plot_no

-- Candidates of a day whose kept answer is missing, marked stale, or overtaken by time. Params: as_of, all_parks, park_ids, is_staff.
-- Index: plot_readiness_plot.
select s.plot_id
from plot_snapshot s
left join plot_readiness r on r.plot_id = s.plot_id and r.valid @> cast(:as_of as date)
where s.valid @> cast(:as_of as date) and s.stage in ('raw', 'prepared', 'announced', 'on_offer')
  and (s.land_use_code is null or s.land_use_scheme like '用地用海%' and left(s.land_use_code, 2) in ('10', '11'))
  and (:all_parks or s.park_id = any(:park_ids))
  and (r.plot_id is null or r.is_stale or r.holds_until <= cast(:as_of as date))
order by s.plot_id

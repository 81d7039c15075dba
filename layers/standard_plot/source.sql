-- Plots that could be offered as standard plots on :as_of, with the newest answer of the readiness gate; `pending` where none holds.
-- Industrial and storage land without a holder, as in gisapp/preparation/sql/readiness_candidates.sql. Index: plot_snapshot_geom_3857, plot_readiness_plot.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.code as park_code, p.name_zh as park_name_zh, s.supply,
       case when r.plot_id is null or r.is_stale or r.holds_until <= :as_of or r.judged_on > :as_of then 'pending' else r.state end as readiness,
       coalesce(r.failed_count, 0) as failed_count, coalesce(r.open_count, 0) as open_count, r.reason_zh, r.judged_on, r.holds_until,
       s.area_m2::float8 as area_m2
from plot_snapshot s
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join plot_readiness r on r.plot_id = s.plot_id and r.valid @> :as_of
where s.valid @> :as_of and s.stage in ('raw', 'prepared', 'announced', 'on_offer')
  and (s.land_use_code is null or starts_with(s.land_use_scheme, '用地用海') and left(s.land_use_code, 2) in ('10', '11'))

-- Visits by :as_of, newest first, withdrawn ones with their reason. Params: as_of, visit_id, plot_id, task_id (null = all), page_size, skip, all_parks, park_ids.
-- Index: patrol_visit_plot, patrol_visit_park.
select v.id, v.plot_id, v.zone_id, v.park_id, x.plot_no, k.code as park_code, k.name_zh as park_name_zh, v.task_id, t.task_no, v.visited_on, v.visited_at, v.visitor_name,
       v.observations, v.outcome, v.note_zh, ST_X(v.position) as lon, ST_Y(v.position) as lat, v.position_source, v.accuracy_m::float8 as accuracy_m, v.is_inside,
       v.distance_m::float8 as distance_m, v.away_reason, v.evidence_ids, coalesce(v.case_id, o.id) as case_id, coalesce(i.case_no, o.case_no) as case_no, v.case_id is not null as opened_case, case when v.withdrawn_on <= :as_of then v.withdrawn_on end as withdrawn_on,
       case when v.withdrawn_on <= :as_of then v.withdrawn_reason end as withdrawn_reason, v.recorded_at, v.recorded_by_name,
       coalesce((select jsonb_agg(jsonb_build_object('evidence_id', p.evidence_id, 'sha256', p.sha256, 'taken_at', p.taken_at, 'lon', ST_X(p.position), 'lat', ST_Y(p.position),
                                                     'distance_m', p.distance_m::float8, 'camera', p.camera) order by p.evidence_id)
                 from patrol_photo p where p.visit_id = v.id), '[]') as photos,
       count(*) over () as found
from patrol_visit v
join park k on k.id = v.park_id
left join patrol_task t on t.id = v.task_id
left join idle_case i on i.id = v.case_id
left join lateral (
    -- a clue about land that has its open case anyway belongs to that case
    select n.id, n.case_no from idle_case n
    where v.outcome = 'clue' and n.plot_id = v.plot_id and n.found_on <= :as_of
      and not exists (select from idle_case_step e where e.case_id = n.id and e.to_state in ('closed', 'not_idle') and e.taken_on <= :as_of)
    order by n.found_on desc, n.id desc limit 1
) o on true
left join lateral (
    select n.plot_no from plot_version n where n.plot_id = v.plot_id and upper_inf(n.recorded) and n.valid @> v.visited_on limit 1
) x on true
where v.visited_on <= :as_of and (:all_parks or v.park_id = any(:park_ids))
  and (cast(:visit_id as bigint) is null or v.id = :visit_id)
  and (cast(:plot_id as bigint) is null or v.plot_id = :plot_id)
  and (cast(:task_id as bigint) is null or v.task_id = :task_id)
order by v.visited_on desc, v.id desc
limit :page_size offset :skip

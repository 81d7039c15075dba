-- Plots that have to be looked at on :as_of and whether anybody was there in time. Index: plot_snapshot_geom_3857, patrol_visit_plot.
select c.plot_id as id, c.park_id, s.geom_3857, v.geom, c.plot_no, c.state as coverage, c.last_visited_on, c.unvisited_days, c.due_on, g.name_zh as group_name_zh,
       t.task_no, p.name_zh as park_name_zh, c.area_m2::float8 as area_m2
from patrol_coverage(:as_of) c
join plot_snapshot s on s.plot_id = c.plot_id and s.valid @> :as_of
left join plot_version v on v.id = s.version_id
left join park p on p.id = c.park_id
left join patrol_group g on g.id = c.group_id
left join patrol_task t on t.id = c.task_id

-- Routes of rounds that are planned or under way on :as_of; counted here as in patrol_task_standing(), from the task on, so that a tile begins at its box.
-- Index: patrol_task_geom, patrol_visit_one_per_stop.
select t.id, t.park_id, t.geom, ST_Transform(t.geom, 3857) as geom_3857, t.task_no, case when n.visited > 0 then 'under_way' else 'planned' end as task_state, t.title_zh,
       g.name_zh as group_name_zh, t.due_on, n.stops::integer as stop_count, n.visited::integer as visited_count, t.route_length_m::float8 as length_m, p.name_zh as park_name_zh
from patrol_task t
cross join lateral (
    select count(*) as stops, count(v.id) as visited
    from patrol_stop s
    left join patrol_visit v on v.task_id = s.task_id and v.plot_id = s.plot_id and v.visited_on <= :as_of and (v.withdrawn_on is null or v.withdrawn_on > :as_of)
    where s.task_id = t.id
) n
join patrol_group g on g.id = t.group_id
left join park p on p.id = t.park_id
where t.planned_on <= :as_of and (t.cancelled_on is null or t.cancelled_on > :as_of) and n.visited < n.stops

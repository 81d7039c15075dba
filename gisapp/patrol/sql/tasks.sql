-- Rounds on :as_of with how they stand, open ones first. Params: as_of, task_id (null = all), all_parks, park_ids. Index: patrol_task_park.
select t.id, t.zone_id, t.park_id, t.task_no, t.title_zh, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, t.group_id, g.name_zh as group_name_zh,
       t.assignee_name, t.assignee_id, t.planned_on, t.due_on, t.note_zh, t.route_length_m::float8 as route_length_m,
       ST_AsGeoJSON(t.geom)::jsonb as route, ST_X(g.base) as base_lon, ST_Y(g.base) as base_lat,
       case when s.state = 'cancelled' then t.cancelled_on end as cancelled_on, case when s.state = 'cancelled' then t.cancel_reason end as cancel_reason,
       t.recorded_by_name, t.recorded_at, s.stops, s.visited, s.state, s.done_on, s.is_overdue
from patrol_task t
join patrol_task_standing(:as_of) s on s.task_id = t.id
join park k on k.id = t.park_id
join patrol_group g on g.id = t.group_id
where (:all_parks or t.park_id = any(:park_ids)) and (cast(:task_id as bigint) is null or t.id = :task_id)
order by array_position(array['under_way', 'planned', 'done', 'cancelled'], s.state), not s.is_overdue, t.due_on, t.task_no

-- The stops of a round in their order, each with its visit by :as_of. Params: task_id, as_of. Index: patrol_stop_order, patrol_visit_one_per_stop.
select s.plot_id, s.stop_no, s.reason, s.note_zh, ST_X(s.point) as lon, ST_Y(s.point) as lat, x.plot_no, x.area_m2::float8 as area_m2, x.stage, x.development, x.compliance,
       holder.name_zh as holder_name_zh, v.id as visit_id, v.visited_on, v.visitor_name, v.outcome, v.observations
from patrol_stop s
join patrol_task t on t.id = s.task_id
left join lateral (
    select n.plot_no, n.area_m2, n.stage, n.development, n.compliance from plot_snapshot n
    where n.plot_id = s.plot_id and lower(n.valid) <= cast(:as_of as date) order by n.valid desc limit 1
) x on true
left join lateral (
    select y.name_zh from plot_party pp join party y on y.id = pp.party_id
    where pp.plot_id = s.plot_id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date) order by pp.share desc, y.id limit 1
) holder on true
left join patrol_visit v on v.task_id = s.task_id and v.plot_id = s.plot_id and v.visited_on <= :as_of and (v.withdrawn_on is null or v.withdrawn_on > :as_of)
where s.task_id = :task_id
order by s.stop_no

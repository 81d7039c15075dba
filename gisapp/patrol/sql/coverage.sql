-- Every plot that has to be looked at on :as_of and passes the filter, with its holder, its group and its last visit.
-- Params: as_of, all_parks, park_ids; plot_ids, parks, group_id, assigned (true/false), q (like pattern): null does not filter. Index: plot_snapshot_geom_3857, patrol_visit_plot, patrol_assignment_once_a_day.
select c.plot_id, c.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, c.area_m2::float8 as area_m2, c.stage, c.development, c.compliance,
       c.watched_since, c.group_id, g.name_zh as group_name_zh, c.last_visit_id, c.last_visited_on, v.visitor_name as last_visitor_name, v.outcome as last_outcome,
       c.interval_days, c.unvisited_days, c.due_on, c.task_id, t.task_no, c.state, c.group_id is not null as is_assigned,
       holder.name_zh as holder_name_zh
from patrol_coverage(:as_of) c
join park k on k.id = c.park_id
left join patrol_group g on g.id = c.group_id
left join patrol_visit v on v.id = c.last_visit_id
left join patrol_task t on t.id = c.task_id
left join lateral (
    select y.name_zh from plot_party pp join party y on y.id = pp.party_id
    where pp.plot_id = c.plot_id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date) order by pp.share desc, y.id limit 1
) holder on true
where (:all_parks or c.park_id = any(:park_ids)) and (cast(:plot_ids as bigint[]) is null or c.plot_id = any(:plot_ids))
  and (cast(:parks as text[]) is null or k.code = any(:parks))
  and (cast(:group_id as bigint) is null or c.group_id = :group_id)
  and (cast(:assigned as boolean) is null or (c.group_id is not null) = :assigned)
  and (cast(:q as text) is null or c.plot_no ilike :q or holder.name_zh ilike :q)
order by array_position(array['never', 'due', 'planned', 'unknown', 'not_yet', 'covered'], c.state), c.unvisited_days desc, c.plot_no

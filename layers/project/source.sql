-- Plots that a project stands on, by the stage that the project had reached on :as_of; where two stand on one plot, the one that moved last.
-- Projects without a plot are not on the map. Indexes: plot_snapshot_geom_3857, project_plot, project_move_once.
select w.id, s.park_id, s.geom_3857, v.geom, s.plot_no, s.plot_id, w.project_no, w.name_zh as project_name_zh, w.stage as project_stage,
       w.moved_on as stage_since, w.service_officer_name, y.name_zh as party_name_zh, p.name_zh as park_name_zh,
       w.investment_yuan::float8 as investment_yuan, s.area_m2::float8 as area_m2
from plot_snapshot s
join lateral (
    select j.id, j.project_no, j.name_zh, j.party_id, j.service_officer_name, j.investment_yuan, m.stage, m.moved_on
    from project j
    cross join lateral (
        select x.stage, x.moved_on from project_move_live x where x.project_id = j.id and x.moved_on <= :as_of order by x.sequence desc limit 1
    ) m
    where j.plot_id = s.plot_id
    order by m.moved_on desc, j.id desc
    limit 1
) w on true
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = w.party_id
where s.valid @> :as_of

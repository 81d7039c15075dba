-- Plots that enterprises use, with the grade on :as_of of the one using most of each. Indexes: plot_snapshot_geom_3857, then grade_result_once and
-- enterprise_year_land_plot.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.name_zh as park_name_zh,
       case when g.status = 'exempt' then 'exempt' when g.grade is null then 'none' else g.grade end as grade,
       y.name_zh as party_name_zh, g.year, g.score::float8 as score, g.rank, g.enterprises, s.area_m2::float8 as area_m2
from plot_snapshot s
join plot_grade_on(:as_of) g on g.plot_id = s.plot_id
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = g.party_id
where s.valid @> :as_of

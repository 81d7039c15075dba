-- Live plots that a plot which is no more became: by the recorded lineage, walked to the day; where none is recorded, those that stand on its ground.
-- Params: id, as_of, all_parks, park_ids. Index: lineage_edge_from, plot_version GiST.
select s.plot_id as id, s.plot_no, a.changed_on
from lineage_successors(:id, cast(:as_of as date)) a
join plot_snapshot s on s.plot_id = a.plot_id and s.valid @> cast(:as_of as date)
where (:all_parks or s.park_id = any(:park_ids))
union
select s.plot_id, s.plot_no, lower(v.valid)
from plot_version old
join plot_version v on v.plot_id <> old.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and v.geom && old.geom
join plot_snapshot s on s.plot_id = v.plot_id and s.valid @> cast(:as_of as date)
where old.plot_id = :id and upper_inf(old.recorded) and (:all_parks or s.park_id = any(:park_ids))
  and not exists (select from lineage_edge e where e.from_plot_id = :id)
  and ST_Area(ST_Intersection(ST_Transform(old.geom, old.planar_epsg), ST_Transform(v.geom, old.planar_epsg))) > 1
order by 2

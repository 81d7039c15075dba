-- Live plots that a plot which is no more became: by the recorded lineage, walked to the day; where none is recorded, those that stand on its ground.
-- Params: id, as_of, all_parks, park_ids. Index: lineage_edge_from, plot_version GiST.
with recursive ahead as (
    select e.to_plot_id, e.changed_on from lineage_edge e where e.from_plot_id = :id and e.changed_on <= cast(:as_of as date)
    union
    select e.to_plot_id, e.changed_on from lineage_edge e join ahead a on e.from_plot_id = a.to_plot_id and e.changed_on > a.changed_on
                                                                       and e.changed_on <= cast(:as_of as date)
)
select s.plot_id as id, s.plot_no, min(a.changed_on) as changed_on
from ahead a join plot_snapshot s on s.plot_id = a.to_plot_id and s.valid @> cast(:as_of as date)
where (:all_parks or s.park_id = any(:park_ids))
group by s.plot_id, s.plot_no
union
select s.plot_id, s.plot_no, lower(v.valid)
from plot_version old
join plot_version v on v.plot_id <> old.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and v.geom && old.geom
join plot_snapshot s on s.plot_id = v.plot_id and s.valid @> cast(:as_of as date)
where old.plot_id = :id and upper_inf(old.recorded) and (:all_parks or s.park_id = any(:park_ids))
  and not exists (select from lineage_edge e where e.from_plot_id = :id)
  and ST_Area(ST_Intersection(ST_Transform(old.geom, old.planar_epsg), ST_Transform(v.geom, old.planar_epsg))) > 1
order by 2

-- Live plots that today stand on the ground of a retired one, for "what became of it". Params: id, as_of, all_parks, park_ids. Index: plot_version GiST.
select distinct s.plot_id as id, s.plot_no
from plot_version old
join plot_version v on v.plot_id <> old.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date) and v.geom && old.geom
join plot_snapshot s on s.plot_id = v.plot_id and s.valid @> cast(:as_of as date)
where old.plot_id = :id and upper_inf(old.recorded) and (:all_parks or s.park_id = any(:park_ids))
  and ST_Area(ST_Intersection(ST_Transform(old.geom, old.planar_epsg), ST_Transform(v.geom, old.planar_epsg))) > 1
order by s.plot_no

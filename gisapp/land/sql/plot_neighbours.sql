-- Live plots that touch this one on a day, with the length of the common boundary. Params: id, as_of, is_staff, all_parks, park_ids.
-- Index: plot_version GiST (geom). A gap of up to 5 cm still counts as touching.
select s.plot_id as id, s.plot_no, s.stage, s.area_m2, round(near.shared_m::numeric, 2) as shared_m
from plot_version me
join plot_version v on v.zone_id = me.zone_id and v.plot_id <> me.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
     and v.geom && ST_Expand(me.geom, 0.000001)
join plot_snapshot s on s.plot_id = v.plot_id and s.valid @> cast(:as_of as date)
cross join lateral (
    select ST_Length(ST_Intersection(ST_Boundary(ST_Transform(me.geom, me.planar_epsg)), ST_Buffer(ST_Transform(v.geom, me.planar_epsg), 0.05))) as shared_m
) near
where me.plot_id = :id and upper_inf(me.recorded) and me.valid @> cast(:as_of as date) and near.shared_m > 0.5
  and case when :is_staff then (:all_parks or s.park_id = any(:park_ids)) else s.is_public end
order by near.shared_m desc
limit 12

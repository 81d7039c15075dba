-- What the ground of a patch was classed as over time: patches, as known now, that share at least half of its area.
select o.id, lower(o.valid) as since, upper(o.valid) as until, o.stock_class, o.detail, o.reason_zh, o.reason_en, o.area_m2
from stock_patch p join stock_patch o on o.park_id = p.park_id and o.geom && p.geom and upper_inf(o.recorded)
where p.id = :id and (o.geom = p.geom or (o.plot_id is not distinct from p.plot_id and ST_Area(ST_Intersection(o.geom, p.geom)) > 0.5 * ST_Area(p.geom)))
order by o.valid desc
limit 60

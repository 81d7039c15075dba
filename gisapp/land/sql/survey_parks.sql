-- The parks of a park's zone with the boundary in force on a day, the wanted park first. Geometry as WKB in 4490.
-- Params: park_id, day. Index: park_boundary exclusion (park_id, valid).
select p.id, p.zone_id, p.code, p.name_zh, p.planar_epsg, ST_AsBinary(b.geom) as boundary
from park wanted
join park p on p.zone_id = wanted.zone_id
left join park_boundary b on b.park_id = p.id and upper_inf(b.recorded) and b.valid @> cast(:day as date)
where wanted.id = :park_id
order by (p.id = :park_id) desc, p.sort_order, p.code

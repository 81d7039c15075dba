-- Roads of the park's zone on a day: those near a box with their shape (WKB, EPSG:4490), the others without, so that "no road
-- near" and "no road known" are told apart. Params: park_id, as_of, west, south, east, north (degrees). Index: road primary key.
select r.name_zh, r.width_m, case when r.geom && ST_MakeEnvelope(:west, :south, :east, :north, 4490) then ST_AsBinary(r.geom) end as geom
from road r
where r.zone_id = (select zone_id from park where id = :park_id) and r.valid @> cast(:as_of as date)
order by r.id

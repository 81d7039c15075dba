-- A park with its boundary of the day (WKB, EPSG:4490; null where none is in force). Params: park_id, as_of.
-- Index: park primary key, park_boundary exclusion (park_id, valid).
select p.name_zh, p.planar_epsg, ST_AsBinary(b.geom) as geom
from park p
left join park_boundary b on b.park_id = p.id and upper_inf(b.recorded) and b.valid @> cast(:as_of as date)
where p.id = :park_id

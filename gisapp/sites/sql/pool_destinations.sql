-- Where goods and people go on a day, degrees and metres of the zone's plane. Params: as_of, epsg.
select d.kind, d.name_zh, d.name_en, d.source, lower(d.valid) as since, ST_X(d.geom) as lon, ST_Y(d.geom) as lat,
       ST_X(ST_Transform(d.geom, cast(:epsg as integer))) as east, ST_Y(ST_Transform(d.geom, cast(:epsg as integer))) as north
from public_destination d where d.valid @> cast(:as_of as date) order by d.kind, d.name_zh, d.id

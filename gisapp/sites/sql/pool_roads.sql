-- Middles of the roads of a day, in metres of the zone's own plane. Params: as_of, epsg.
select ST_AsBinary(ST_Transform(r.geom, cast(:epsg as integer))) as path from public_road r where r.valid @> cast(:as_of as date) order by ST_AsBinary(r.geom)

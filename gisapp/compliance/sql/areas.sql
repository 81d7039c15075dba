-- Constraint areas of a zone on a day, as known now or at an instant (WKB, EPSG:4490). Params: zone_id, as_of, known_at (null = now),
-- ids bigint[] (null = all), west, south, east, north (degrees; null = everywhere). Index: constraint_area_geom.
select a.id, coalesce(a.root_id, a.id) as root_id, a.kind, a.name_zh, a.name_en, a.source, a.document_no, a.distance_m, ST_AsBinary(a.geom) as geom
from constraint_area a
where a.zone_id = :zone_id
  and (cast(:ids as bigint[]) is null or a.id = any(cast(:ids as bigint[])))
  and (cast(:ids as bigint[]) is not null or a.valid @> cast(:as_of as date))
  and (cast(:ids as bigint[]) is not null
       or case when cast(:known_at as timestamptz) is null then upper_inf(a.recorded) else a.recorded @> cast(:known_at as timestamptz) end)
  and (cast(:west as float8) is null or a.geom && ST_MakeEnvelope(:west, :south, :east, :north, 4490))
order by a.id

-- Regional assessments that may be relied on on a day, near a box (WKB, EPSG:4490). Params: zone_id, as_of, west, south, east, north.
-- Index: regional_assessment_geom.
select r.id, r.kind, r.title, r.document_no, lower(r.valid) as valid_from, upper(r.valid) as valid_to, ST_AsBinary(r.geom) as geom
from regional_assessment r
where r.zone_id = :zone_id and upper_inf(r.recorded) and r.valid @> cast(:as_of as date)
  and r.geom && ST_MakeEnvelope(:west, :south, :east, :north, 4490)
order by r.kind, r.id

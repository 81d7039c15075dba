-- Parks and roads on :as_of as the ground of a picture. Params: as_of, park_code (null = all), all_parks, park_ids. Index: park_boundary, road_geom_3857.
with shown as (
    select k.id, k.code, b.geom from park k join park_boundary b on b.park_id = k.id and upper_inf(b.recorded) and b.valid @> cast(:as_of as date)
    where (cast(:park_code as text) is null or k.code = :park_code) and (:all_parks or k.id = any(:park_ids))
)
select 'park' as kind, code as name, ST_AsGeoJSON(ST_SimplifyPreserveTopology(geom, 0.00002), 6)::jsonb as geometry from shown
union all
select 'road', r.name_zh, ST_AsGeoJSON(ST_Intersection(r.geom, ST_Envelope(ST_Collect(s.geom))), 6)::jsonb
from road r join shown s on ST_Intersects(r.geom, s.geom)
where r.valid @> cast(:as_of as date)
group by r.id, r.name_zh, r.geom

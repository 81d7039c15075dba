-- Roads that exist on :as_of. Index: road_geom_3857.
select r.id, r.geom, r.geom_3857, r.name_zh, r.name_en, r.grade, r.width_m::float8 as width_m, ST_Length(r.geom::geography) as length_m
from road r
where r.valid @> :as_of

-- Vacant workshops, transfer wishes and room left that are published on :as_of, without who offers them. Index: premises_terms_geom_3857.
select t.premises_id as id, m.park_id, t.geom_3857, public_geometry(t.geom) as geom, m.kind, t.title_zh, t.title_en, k.code as park_code,
       k.name_zh as park_name_zh, k.name_en as park_name_en, z.area_m2::float8 as area_m2, z.floor_area_m2::float8 as floor_area_m2, t.available_on
from premises_terms t
join premises m on m.id = t.premises_id
join park k on k.id = m.park_id
join lateral (select * from public_premises_size(:as_of) n where n.id = t.premises_id offset 0) z on true  -- the fence keeps the spatial index first
where t.valid @> :as_of and t.is_published and upper_inf(t.recorded) and (m.kind <> 'expansion' or z.room_measured_on is not null)

-- Areas of the land-use plan in force on :as_of. Index: land_use_plan_geom_3857.
select l.id, l.geom, l.geom_3857, land_use_drawing_class(l.land_use_scheme, l.land_use_code) as land_use_class,
       l.land_use_code, c.name_zh as land_use_name_zh, l.land_use_scheme, ST_Area(l.geom::geography) as area_m2, l.source
from land_use_plan l
left join land_use_class c on c.scheme = l.land_use_scheme and c.code = l.land_use_code
where l.valid @> :as_of

-- Control areas in force on :as_of. Index: constraint_area_geom_3857.
select a.id, a.geom, a.geom_3857, a.kind, a.name_zh, a.name_en, ST_Area(a.geom::geography) as area_m2, a.source
from constraint_area a
where a.valid @> :as_of and upper_inf(a.recorded)

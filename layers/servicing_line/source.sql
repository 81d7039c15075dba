-- Utility lines in place on :as_of. Index: servicing_line_geom_3857.
select l.id, l.geom, l.geom_3857, l.utility, l.capacity_text, ST_Length(l.geom::geography) as length_m, l.source
from servicing_line l
where l.valid @> :as_of

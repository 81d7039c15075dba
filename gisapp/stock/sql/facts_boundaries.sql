-- Boundaries of parks as known now, all days; with the park that each lies within.
select b.park_id, p.parent_park_id, b.planar_epsg, lower(b.valid) as since, upper(b.valid) as until, ST_AsBinary(b.geom) as geom
from park_boundary b join park p on p.id = b.park_id
where upper_inf(b.recorded)
order by b.park_id, b.valid

-- Boundaries of the plots of these parks as known now, all days. Index: plot_version_park.
select v.plot_id, v.park_id, v.land_use_scheme, v.land_use_code, lower(v.valid) as since, upper(v.valid) as until, ST_AsBinary(v.geom) as geom
from plot_version v
where v.park_id = any (:park_ids) and upper_inf(v.recorded)
order by v.plot_id, v.valid

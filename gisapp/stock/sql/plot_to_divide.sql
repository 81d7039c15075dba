select v.plot_id, v.plot_no, v.zone_id, v.park_id, p.name_zh as park_name_zh, v.planar_epsg, ST_AsBinary(v.geom) as geom
from plot_version v join park p on p.id = v.park_id
where v.plot_id = :plot_id and upper_inf(v.recorded) and v.valid @> cast(:day as date)

select s.id, s.park_id, p.zone_id, p.name_zh as park_name_zh, s.plot_id, s.origin, s.stock_class, ST_AsBinary(s.geom) as geom
from stock_patch s join park p on p.id = s.park_id
where s.id = :id and upper_inf(s.recorded)

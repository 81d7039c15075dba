-- Divisions of plots, and ground that an officer looked at, as known now. Index: stock_part_plot.
select t.id, t.park_id, t.plot_id, t.part_no, t.name_zh, t.use, t.stock_class, t.reason, lower(t.valid) as since, upper(t.valid) as until,
       ST_AsBinary(t.geom) as geom
from stock_part t
where t.park_id = any (:park_ids) and upper_inf(t.recorded)
order by t.plot_id, t.valid, t.part_no

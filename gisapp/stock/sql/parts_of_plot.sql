-- The parts that a plot is divided into on a day, as known now. Index: stock_part_plot.
select t.id, t.part_no, t.name_zh, t.use, t.stock_class, t.reason, t.evidence_ids, t.recorded_by_name, lower(t.valid) as valid_from,
       round(ST_Area(ST_Transform(t.geom, v.planar_epsg))::numeric, 2) as area_m2, ST_AsGeoJSON(t.geom, 9, 0)::jsonb as geometry
from stock_part t
join plot_version v on v.plot_id = t.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
where t.plot_id = :plot_id and upper_inf(t.recorded) and t.valid @> cast(:as_of as date)
order by t.part_no

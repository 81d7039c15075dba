select s.patch_id as id, s.park_id, v.plot_no, s.label_zh, s.detail, s.reason_zh, s.reason_en, round(s.area_m2, 2) as area_m2,
       ST_AsGeoJSON(ST_PointOnSurface(s.geom), 7, 0)::jsonb as place, array[ST_XMin(s.geom), ST_YMin(s.geom), ST_XMax(s.geom), ST_YMax(s.geom)] as bbox
from stock_on(:as_of) s
left join plot_version v on v.plot_id = s.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
where s.stock_class = 'unclassified' and (:all_parks or s.park_id = any (:park_ids))
order by s.area_m2 desc

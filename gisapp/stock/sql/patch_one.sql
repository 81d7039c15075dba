select patch_id as id, park_id, park_code, park_name_zh, park_name_en, plot_id, plot_no, part_no, origin, stock_class, detail, proposed_class, is_decided, compliance,
       land_use_scheme, land_use_code, label_zh, reason_zh, reason_en, basis, inputs, area_m2, plot_area_m2, since,
       ST_AsGeoJSON(geom, 9, 0)::jsonb as geometry, array[ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)] as bbox
from filtered

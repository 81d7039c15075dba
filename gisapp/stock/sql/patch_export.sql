select park_code, park_name_zh, plot_no, part_no, stock_class, detail, proposed_class, is_decided, land_use_code, label_zh, reason_zh, basis, area_m2, since,
       ST_AsBinary(geom) as wkb
from filtered
order by sort_order, plot_no nulls last, part_no nulls first, label_zh, patch_id

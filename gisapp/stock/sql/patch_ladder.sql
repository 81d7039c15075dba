select park_id, park_code, park_name_zh, park_name_en, sort_order, stock_class, count(*) as patch_count, sum(area_m2) as area_m2
from filtered
group by park_id, park_code, park_name_zh, park_name_en, sort_order, stock_class
order by sort_order, park_code, stock_class

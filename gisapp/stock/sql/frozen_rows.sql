select m.freeze_id, m.park_id, m.park_code, m.line, m.opening_m2, m.came_m2, m.extended_m2, m.reused_m2, m.recovered_m2, m.annulled_m2, m.went_m2, m.closing_m2
from stock_month m
where m.freeze_id = any (:freeze_ids) and (:all_parks or m.park_id = any (:park_ids))
order by m.freeze_id, m.park_code, m.line

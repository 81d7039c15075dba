-- Planning conditions in force on a day. Params: id, as_of. Index: planning_condition(plot_id).
select far_min, far_max, building_coefficient_min, building_coefficient_max, green_ratio_min, green_ratio_max, height_min_m, height_max_m,
       document_no, source, lower(valid) as valid_from
from planning_condition where plot_id = :id and upper_inf(recorded) and valid @> cast(:as_of as date)

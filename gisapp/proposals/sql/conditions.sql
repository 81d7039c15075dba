-- Planning conditions in force on a day of plots. Params: plot_ids, as_of. Index: planning_condition (plot_id).
select plot_id, far_min, far_max, building_coefficient_min, building_coefficient_max, green_ratio_min, green_ratio_max, height_min_m, height_max_m, document_no
from planning_condition
where plot_id = any(cast(:plot_ids as bigint[])) and upper_inf(recorded) and valid @> cast(:as_of as date)

-- Planning conditions in force on a day of plots. Params: plot_ids, as_of. Index: planning_condition (plot_id).
select c.*
from planning_condition c
where plot_id = any(cast(:plot_ids as bigint[])) and upper_inf(recorded) and valid @> cast(:as_of as date)

-- Planning conditions in force on a day. Params: id, as_of. Index: planning_condition(plot_id).
select c.*, lower(c.valid) as valid_from
from planning_condition c where c.plot_id = :id and upper_inf(c.recorded) and c.valid @> cast(:as_of as date)

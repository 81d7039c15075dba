-- Servicing of a plot on a day, one row per utility. Params: id, as_of. Index: servicing_fact(plot_id).
select utility, status, capacity, unit, source, observed_on, lower(valid) as valid_from
from servicing_fact where plot_id = :id and upper_inf(recorded) and valid @> cast(:as_of as date)
order by array_position(array['road', 'water', 'power', 'drainage', 'gas', 'heat', 'telecom', 'levelled'], utility)

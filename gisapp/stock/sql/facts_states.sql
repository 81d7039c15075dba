-- States of these plots as known now, all days. Index: plot_state_plot.
select s.plot_id, s.land_control, s.supply, s.development, s.compliance, coalesce(s.document, '') as document, lower(s.valid) as since, upper(s.valid) as until
from plot_state s
where s.plot_id = any (:plot_ids) and upper_inf(s.recorded)
order by s.plot_id, s.valid

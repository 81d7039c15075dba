-- Numbers that other plots of the zone have or had. Params: zone_id, numbers, plot_ids (plots that are touched here). Index: plot_version_number_search.
select v.plot_no, v.plot_id, bool_or(upper_inf(v.valid)) as is_live
from plot_version v
where v.zone_id = :zone_id and v.plot_no = any(cast(:numbers as text[])) and upper_inf(v.recorded)
group by v.plot_no, v.plot_id

-- Every plot of a park as registered on a day, with numbers and planning conditions (WKB, EPSG:4490). Params: park_id, as_of.
-- Index: plot_version_park, planning_condition_plot.
select v.plot_id, v.plot_no, ST_AsBinary(v.geom) as geom, v.area_surveyed_m2, v.parcel_no, v.real_estate_unit_no,
       planning_limits(c) as conditions
from plot_version v
left join planning_condition c on c.plot_id = v.plot_id and upper_inf(c.recorded) and c.valid @> cast(:as_of as date)
where v.park_id = :park_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
order by v.plot_id

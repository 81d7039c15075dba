-- Ground of registered plots in conflict with a constraint area on :as_of. Index: constraint_overlap_geom_3857.
select c.id, c.park_id, c.geom_3857, c.geom, c.severity, v.plot_no, c.kind, c.name_zh, c.overlap_m2::float8 as overlap_m2, c.share::float8 as share,
       c.distance_m::float8 as distance_m, c.basis, c.found_on, p.name_zh as park_name_zh
from constraint_overlap c
join park p on p.id = c.park_id
left join plot_version v on v.plot_id = c.plot_id and upper_inf(v.recorded) and v.valid @> :as_of
where c.found_on <= :as_of and (c.resolved_on is null or c.resolved_on > :as_of)

-- Which kinds of constraint areas a zone has on a day, and the widest protection distance typed in. Params: zone_id, as_of. Index: primary key.
select coalesce(array_agg(distinct a.kind), '{}') as kinds, coalesce(max(a.distance_m), 0) as widest_m
from constraint_area a
where a.zone_id = :zone_id and a.valid @> cast(:as_of as date) and upper_inf(a.recorded)

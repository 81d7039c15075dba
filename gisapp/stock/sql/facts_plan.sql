-- Planned uses of the ground of these parks. Where no plan is older, the first one also tells the days before it: a road was a road.
select l.id, l.land_use_scheme, l.land_use_code, k.name_zh,
       case when lower(l.valid) <= (select min(lower(o.valid)) from land_use_plan o where o.zone_id = l.zone_id) then null else lower(l.valid) end as since,
       upper(l.valid) as until, ST_AsBinary(l.geom) as geom
from land_use_plan l
left join land_use_class k on k.scheme = l.land_use_scheme and k.code = l.land_use_code
where exists (select from park_boundary b where b.park_id = any (:park_ids) and upper_inf(b.recorded) and b.geom && l.geom)
order by l.id

-- Plots of a pool that lie side by side in one park: no further apart than :gap metres. Params: pool, gap. The box test comes first, in degrees a little too wide.
insert into public_pool_pair (pool_id, first, second)
select a.pool_id, a.place, b.place
from public_pool_site a
join public_pool_site b on b.pool_id = a.pool_id and b.kind = 'plot' and b.park_code = a.park_code and b.place > a.place
     and b.geom && ST_Expand(a.geom, cast(:gap as float8) / 80000)
where a.pool_id = :pool and a.kind = 'plot' and ST_Distance(a.geom::geography, b.geom::geography) <= cast(:gap as float8)

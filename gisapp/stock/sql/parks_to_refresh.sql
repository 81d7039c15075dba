-- Parks whose patches are to be worked out, each with its plane: those asked for, all when none are named; a park without a boundary has no ground.
select p.id as park_id, p.planar_epsg
from park p
where exists (select from park_boundary b where b.park_id = p.id and upper_inf(b.recorded))
  and (cast(:park_ids as bigint[]) is null or p.id = any (cast(:park_ids as bigint[])))
order by p.id

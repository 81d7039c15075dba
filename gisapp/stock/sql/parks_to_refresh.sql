-- Parks whose patches are to be worked out: those asked for, all when none are named; a park without a boundary has no ground.
select distinct b.park_id
from park_boundary b
where upper_inf(b.recorded) and (cast(:park_ids as bigint[]) is null or b.park_id = any (cast(:park_ids as bigint[])))
order by b.park_id

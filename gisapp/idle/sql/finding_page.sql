-- One page of the filtered answers; `total` counts them all. Follows finding_filtered. Params besides: classes ('' = of no class), is_stale, limit, offset.
select f.*, count(*) over () as total
from filtered f
where (cast(:classes as text[]) is null or coalesce(f.land_class, '') = any(:classes))
  and (cast(:is_stale as boolean) is null or f.is_stale = :is_stale)

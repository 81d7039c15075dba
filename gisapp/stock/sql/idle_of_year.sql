-- Determined idle land: at the beginning of the year, found and settled since, and left on the day. Params: as_of, first, parks; all_parks, park_ids.
select coalesce(sum(i.idle_area_m2) filter (where k.determined_on < :first and (k.closed_on is null or k.closed_on >= :first)), 0) as opening_m2,
       coalesce(sum(i.idle_area_m2) filter (where k.determined_on >= :first), 0) as found_m2,
       coalesce(sum(i.idle_area_m2) filter (where k.closed_on >= :first), 0) as disposed_m2,
       coalesce(sum(i.idle_area_m2) filter (where k.closed_on is null), 0) as idle_m2
from idle_case_standing(:as_of) k
join idle_case_live i on i.id = k.case_id
join park p on p.id = i.park_id
where k.determined_on is not null and (:all_parks or p.id = any (:park_ids)) and (cast(:parks as text[]) is null or p.code = any (cast(:parks as text[])))

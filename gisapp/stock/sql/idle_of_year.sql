-- Determined idle land: at the beginning of the year, found and settled since, and left on the day. Params: as_of, first, parks; all_parks, park_ids.
with told as (
    select k.case_id, coalesce(b.determined_on is not null and b.is_open, false) as is_opening,
           k.determined_on is not null and k.closed_on is null as is_closing, coalesce(k.determined_on is not null and k.closed_on >= :first, false) as has_ended
    from idle_case_standing(:as_of) k
    left join idle_case_standing(cast(:first as date) - 1) b on b.case_id = k.case_id
)
select coalesce(sum(i.idle_area_m2) filter (where is_opening), 0) as opening_m2,
       coalesce(sum(i.idle_area_m2 * (is_closing::integer + has_ended::integer - is_opening::integer)), 0) as found_m2,
       coalesce(sum(i.idle_area_m2) filter (where has_ended), 0) as disposed_m2,
       coalesce(sum(i.idle_area_m2) filter (where is_closing), 0) as idle_m2
from told k
join idle_case_live i on i.id = k.case_id
join park p on p.id = i.park_id
where (:all_parks or p.id = any (:park_ids)) and (cast(:parks as text[]) is null or p.code = any (cast(:parks as text[])))

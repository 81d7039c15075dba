-- Idle land of one month over the parks asked for. Params: month (first day), until, all_parks, park_ids, parks (codes, null = all).
select coalesce(sum(f.opening_m2), 0) as opening_m2, coalesce(sum(f.found_m2), 0) as found_m2, coalesce(sum(f.extended_m2), 0) as extended_m2,
       coalesce(sum(f.reused_m2), 0) as reused_m2, coalesce(sum(f.recovered_m2), 0) as recovered_m2, coalesce(sum(f.annulled_m2), 0) as annulled_m2, coalesce(sum(f.closing_m2), 0) as closing_m2,
       coalesce(sum(f.opening_count), 0) as opening_count, coalesce(sum(f.found_count), 0) as found_count, coalesce(sum(f.closing_count), 0) as closing_count
from idle_flow(:month, :until) f
join park k on k.id = f.park_id
where (:all_parks or f.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))

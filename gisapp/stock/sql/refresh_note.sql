insert into stock_refresh (park_id, as_of, patch_count)
select p.park_id, :as_of, count(*) from stock_patch p where p.park_id = any (:park_ids) and upper_inf(p.recorded) group by p.park_id
on conflict (park_id) do update set as_of = excluded.as_of, refreshed_at = clock_timestamp(), patch_count = excluded.patch_count

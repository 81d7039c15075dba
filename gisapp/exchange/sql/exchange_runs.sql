-- Files that were compared with the register, newest first, with how many of their differences the caller may see and how many are settled.
-- Params: all_parks, park_ids, run_id (null = all).
select r.id, r.as_of, r.file_name, r.sha256, r.row_count, r.contract_count, r.columns_read, r.columns_unknown, r.park_ids is null as is_zone_wide,
       r.recorded_at, r.recorded_by_name, count(d.sequence) as differences, count(x.sequence) as resolved
from exchange_run r
left join exchange_difference d on d.run_id = r.id and (:all_parks or d.park_id = any(:park_ids))
left join lateral (select e.sequence from exchange_resolution e where e.run_id = d.run_id and e.sequence = d.sequence limit 1) x on true
where (cast(:run_id as bigint) is null or r.id = :run_id)
  and (:all_parks or r.park_ids && cast(:park_ids as bigint[]) or r.park_ids is null)
group by r.id
order by r.recorded_at desc, r.id desc

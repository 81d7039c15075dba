-- The differences of one comparison that the caller may see, in the order of the file, each with how it was settled last.
-- Params: run_id, all_parks, park_ids.
-- Index: exchange_difference_pkey, exchange_resolution_pkey.
select d.sequence, d.contract_id, c.contract_no, d.plot_id, b.plot_no, k.code as park_code, k.name_zh as park_name_zh, d.row_no, d.field, d.verdict,
       d.ours, d.contract, d.theirs, x.resolution, x.note, x.resolved_on, x.recorded_by_name as resolved_by_name
from exchange_difference d
left join contract c on c.id = d.contract_id
left join park k on k.id = d.park_id
left join lateral (
    select w.plot_no from plot_version w where w.plot_id = d.plot_id and upper_inf(w.recorded) order by w.version_no desc limit 1
) b on true
left join lateral (
    select e.* from exchange_resolution e where e.run_id = d.run_id and e.sequence = d.sequence order by e.number desc limit 1
) x on true
where d.run_id = :run_id and (:all_parks or d.park_id = any(:park_ids))
order by d.sequence

-- Plots that have or had a number, those that carry it on the day first, then the latest. Params: plot_no, as_of, all_parks, park_ids.
-- Index: plot_version_number_live_once. A number of which a plot has another one now is an old one.
select v.plot_id, v.plot_no, min(lower(v.valid)) as began_on,
       case when bool_or(upper_inf(v.valid) or upper(v.valid) > cast(:as_of as date)) then null else max(upper(v.valid)) end as ended_on,
       bool_or(v.valid @> cast(:as_of as date)) as is_live,
       (select n.plot_no from plot_version n where n.plot_id = v.plot_id and upper_inf(n.recorded) and n.valid @> cast(:as_of as date)) as number_now
from plot_version v
where v.plot_no = :plot_no and upper_inf(v.recorded) and (:all_parks or v.park_id = any(:park_ids))
group by v.plot_id, v.plot_no
order by is_live desc, ended_on desc nulls first

-- Days in Beijing on which something was entered about plots, with how many plots: the steps of what was known. Params: all_parks, park_ids.
-- Index: none needed, the tables are scanned once.
with seen as (
    select v.plot_id, lower(v.recorded) as at from plot_version v where :all_parks or v.park_id = any(:park_ids)
), told as (
    select plot_id, at from seen
    union all
    select s.plot_id, lower(s.recorded) from plot_state s where s.plot_id in (select plot_id from seen)
    union all
    select h.plot_id, lower(h.recorded) from plot_party h where h.plot_id in (select plot_id from seen)
    union all
    select c.plot_id, lower(c.recorded) from planning_condition c where c.plot_id in (select plot_id from seen)
)
select cast(at at time zone 'Asia/Shanghai' as date) as day, count(distinct plot_id)::int as plots from told group by 1 order by 1

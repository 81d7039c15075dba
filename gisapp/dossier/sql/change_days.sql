-- Days up to :until on which facts of plots changed, with how many plots, for the steps of the time slider. Params: until, all_parks, park_ids.
-- Index: none needed, the read model is scanned once.
with seen as (
    select s.plot_id, s.valid from plot_snapshot s where :all_parks or s.park_id = any(:park_ids)
), told as (
    select plot_id, lower(valid) as day from seen
    union
    select plot_id, upper(valid) from seen where not upper_inf(valid)
    union
    select h.plot_id, lower(h.valid) from plot_party h where upper_inf(h.recorded) and h.plot_id in (select plot_id from seen)
    union
    select c.plot_id, lower(c.valid) from planning_condition c where upper_inf(c.recorded) and c.plot_id in (select plot_id from seen)
)
select day, count(distinct plot_id)::int as plots from told where day <= cast(:until as date) group by day order by day

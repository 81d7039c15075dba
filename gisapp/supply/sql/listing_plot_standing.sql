-- May a plot be announced: its newest supply state, its live decision, and whose line of the plan is meant. Params: plot_id, item_id.
select (select s.supply from plot_state s where s.plot_id = :plot_id and upper_inf(s.recorded) order by s.valid desc limit 1) as supply,
       (select a.id from allocation a where a.plot_id = :plot_id and a.state = 'live') as allocation_id,
       (select i.plot_id from supply_plan_item i where i.id = cast(:item_id as bigint)) as planned_plot_id

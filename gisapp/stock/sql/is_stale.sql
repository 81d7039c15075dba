-- Whether facts have changed since the patches of these parks (or of the plot's park) were worked out. Params: plot_id (null = the parks), all_parks, park_ids.
-- Index: stock_change is emptied at each working out; plot_version_plot.
select exists (
    select from stock_change c
    where c.park_id is null
       or case when cast(:plot_id as bigint) is null then cast(:all_parks as boolean) or c.park_id = any (cast(:park_ids as bigint[]))
               else c.park_id in (select v.park_id from plot_version v where v.plot_id = cast(:plot_id as bigint) and upper_inf(v.recorded)) end)

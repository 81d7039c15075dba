-- Write a run. Params: zone_id, kind, as_of, by, plots, standing, found, resolved, inputs (JSON). Index: plot_check_run_newest.
insert into plot_check_run (zone_id, kind, as_of, ran_by_name, plots, standing, found, resolved, inputs)
values (:zone_id, :kind, cast(:as_of as date), :by, :plots, :standing, :found, :resolved, cast(:inputs as jsonb))
returning id

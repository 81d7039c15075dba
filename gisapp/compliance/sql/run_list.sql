-- The newest runs of both kinds up to a day. Params: as_of, zone_id. Index: plot_check_run_newest.
select r.id, r.kind, r.as_of, r.ran_at, r.ran_by_name, r.plots, r.standing, r.found, r.resolved, r.inputs -> 'not_asked' as not_asked
from plot_check_run r
where r.zone_id = :zone_id and r.as_of <= cast(:as_of as date)
order by r.as_of desc, r.id desc
limit 60

-- Two flat limits (0.1 %, 1 m2) are no longer asked: plot.point_error_m, which is brought with the book, takes their place.
update rulebook_entry set recorded = tstzrange(lower(recorded), clock_timestamp())
where code in ('plot.area_difference_ratio', 'plot.area_difference_m2') and upper_inf(recorded);

-- Plots entered on the ground of plots that were retired without a proposal came from them; from now on the database tells it itself.
insert into lineage_edge (zone_id, from_plot_id, from_version_no, to_plot_id, to_version_no, kind, changed_on, area_m2, source, keeps_ground)
select new.zone_id, old.plot_id, old.version_no, new.plot_id, new.version_no, 'change', lower(new.valid),
       round(ST_Area(ST_Transform(taken.geom, new.planar_epsg))::numeric, 2), '原址重新登记', false
from plot_version new
join plot_version old on old.geom && new.geom and old.plot_id <> new.plot_id and upper_inf(old.recorded) and upper(old.valid) <= lower(new.valid)
cross join lateral (
    select ST_Union(v.geom) as geom from plot_version v
    where v.geom && new.geom and v.plot_id not in (old.plot_id, new.plot_id) and upper_inf(v.recorded)
      and lower(v.valid) >= upper(old.valid) and upper(v.valid) <= lower(new.valid)
) meanwhile
cross join lateral (select ST_Intersection(old.geom, new.geom) as geom) held
cross join lateral (select coalesce(ST_Difference(held.geom, meanwhile.geom), held.geom) as geom) taken
where new.version_no = 1 and upper_inf(new.recorded)
  and not exists (select from plot_version later where later.plot_id = old.plot_id and upper_inf(later.recorded) and later.valid >> old.valid)
  and ST_Area(taken.geom) > 0.02 * least(ST_Area(old.geom), ST_Area(new.geom))
on conflict do nothing;

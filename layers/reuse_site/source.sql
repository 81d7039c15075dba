-- The plots of measures of reuse, as they were when the measure was registered, by the stage it had reached on :as_of; two measures of a plot lie on each other.
-- Indexes: plot_version_geom, reuse_measure_plot, reuse_step_once.
select m.id, m.park_id, old.geom, m.reuse_no, k.stage as reuse_stage, m.measure as reuse_measure, m.title_zh, old.plot_no, k.taken_on as since,
       (select string_agg(y.name_zh, '、' order by q.moved_on, q.id) from reuse_party_live q join party y on y.id = q.party_id
        where q.measure_id = m.id and q.direction = 'left' and q.moved_on <= :as_of) as left_names_zh,
       (select string_agg(y.name_zh, '、' order by q.moved_on, q.id) from reuse_party_live q join party y on y.id = q.party_id
        where q.measure_id = m.id and q.direction = 'came' and q.moved_on <= :as_of) as came_names_zh,
       m.area_m2::float8 as area_m2,
       (select max(s.released_m2) from reuse_step_live s where s.measure_id = m.id and s.taken_on <= :as_of)::float8 as released_m2,
       b.tax_yuan::float8 as tax_before_yuan, a.tax_yuan::float8 as tax_after_yuan,
       (b.floor_area_m2 / b.area_m2)::float8 as far_before, (a.floor_area_m2 / a.area_m2)::float8 as far_after
from plot_version old
cross join lateral (select x.* from reuse_measure x where x.plot_id = old.plot_id offset 0) m  -- offset: the ground is looked for first
cross join lateral (select s.stage, s.taken_on from reuse_step_live s where s.measure_id = m.id and s.taken_on <= :as_of order by s.sequence desc limit 1) k
left join reuse_figures_live b on b.measure_id = m.id and b.side = 'before'
left join reuse_figures_live a on a.measure_id = m.id and a.side = 'after'
where upper_inf(old.recorded)
  and old.valid @> (select s.taken_on from reuse_step s where s.measure_id = m.id order by s.sequence limit 1)

-- What a step of a measure looks at besides its own rows. Params: measure_id, day. Index: reuse_measure_plot, contract_plot, temporary_use_plot.
select coalesce(plot_area_on(m.plot_id, cast(:day as date)), m.area_m2) as plot_area_m2,
       (select coalesce(sum(k.released_m2), 0)
        from reuse_measure o
        cross join lateral (select s.stage from reuse_step_live s where s.measure_id = o.id order by s.sequence desc limit 1) now
        join reuse_step_live k on k.measure_id = o.id and k.stage = 'released'
        where o.plot_id = m.plot_id and o.id <> m.id and now.stage in ('released', 'prepared')) as free_m2,
       (select min(c.contract_no) from contract c
        where c.plot_id = m.plot_id and c.signed_on <= cast(:day as date) and (c.ended_on is null or c.ended_on > cast(:day as date))) as contract_no,
       (select count(*) from reuse_party_live q where q.measure_id = m.id and q.direction = 'left' and q.moved_on <= cast(:day as date)) as left_count,
       (select count(*) from reuse_party_live q where q.measure_id = m.id and q.direction = 'came' and q.moved_on <= cast(:day as date)) as came_count,
       exists (select from reuse_figures_live f where f.measure_id = m.id and f.side = 'before') as has_before,
       exists (select from reuse_figures_live f where f.measure_id = m.id and f.side = 'after') as has_after,
       (select count(*) from temporary_use_standing(cast(:day as date)) t where t.plot_id = m.plot_id and t.standing <> 'restored') as open_temporary_uses
from reuse_measure m
where m.id = :measure_id

-- Plots as open proposals would have them, and plots they would retire (negative ids). They carry no date: a draft is always of now.
-- Index: proposal_shape_geom_3857, proposal_parent_plot.
select s.id, p.park_id, s.geom, p.id as proposal_id, p.proposal_no, s.plot_no, o.kind as operation_kind, p.state as proposal_state, p.title_zh,
       s.area_planar_m2::float8 as area_m2, o.changed_by_name
from proposal_shape s
join proposal p on p.id = s.proposal_id and p.state in ('draft', 'submitted', 'returned')
join proposal_operation o on o.id = s.operation_id
where s.is_live and ST_IsValid(s.geom) and not exists (select from proposal_parent u where u.shape_id = s.id and u.is_live)
union all
select -u.id, p.park_id, v.geom, p.id, p.proposal_no, v.plot_no, 'retire', p.state, p.title_zh, v.area_planar_m2::float8, o.changed_by_name
from proposal_parent u
join proposal_operation o on o.id = u.operation_id and o.kind = 'retire' and not o.is_removed
join proposal p on p.id = u.proposal_id and p.state in ('draft', 'submitted', 'returned')
join plot_version v on v.plot_id = u.plot_id and upper_inf(v.recorded) and upper_inf(v.valid)
where u.is_live

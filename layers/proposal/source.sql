-- Plots as open proposals would have them. They carry no date: a draft is always of now. Index: proposal_shape_geom.
select s.id, p.park_id, s.geom, p.id as proposal_id, p.proposal_no, s.plot_no, o.kind as operation_kind, p.state as proposal_state, p.title_zh,
       s.area_planar_m2::float8 as area_m2, o.changed_by_name
from proposal_shape s
cross join lateral (select x.* from proposal x where x.id = s.proposal_id and x.state in ('draft', 'submitted', 'returned') offset 0) p  -- offset: the ground is looked for first
cross join lateral (select x.* from proposal_operation x where x.id = s.operation_id offset 0) o
where s.is_live and ST_IsValid(s.geom) and not exists (select from proposal_parent u where u.shape_id = s.id and u.is_live)

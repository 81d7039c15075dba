-- Plots as open proposals would have them, and those of the register that would be retired (numbered beyond every shape). They carry no date:
-- a draft is always of now. Index: proposal_shape_geom, plot_version_geom, proposal_parent_plot.
select case when g.shape_id is not null then g.shape_id else 1099511627776 + k.parent_id end as id, k.park_id, g.geom, k.proposal_id, k.proposal_no, g.plot_no,
       k.operation_kind, k.proposal_state, k.title_zh, g.area_planar_m2::float8 as area_m2, k.changed_by_name
from (
    -- what they must be is asked outside: a member of a union with conditions of its own is not searched by place
    select v.geom, v.plot_no, v.area_planar_m2, cast(null as bigint) as shape_id, cast(null as bigint) as operation_id, v.plot_id,
           upper_inf(v.recorded) and upper_inf(v.valid) as stands
    from plot_version v
    union all
    select s.geom, s.plot_no, s.area_planar_m2, s.id, s.operation_id, cast(null as bigint), s.is_live and ST_IsValid(s.geom) from proposal_shape s
) g
cross join lateral (  -- offset: the ground is looked for first
    select p.park_id, p.id as proposal_id, p.proposal_no, o.kind as operation_kind, p.state as proposal_state, p.title_zh, o.changed_by_name,
           cast(null as bigint) as parent_id
    from proposal_operation o join proposal p on p.id = o.proposal_id and p.state in ('draft', 'submitted', 'returned')
    where o.id = g.operation_id and not exists (select from proposal_parent u where u.shape_id = g.shape_id and u.is_live)
    union all
    select p.park_id, p.id, p.proposal_no, cast('retire' as text), p.state, p.title_zh, o.changed_by_name, u.id
    from proposal_parent u
    join proposal p on p.id = u.proposal_id and p.state in ('draft', 'submitted', 'returned')
    join proposal_operation o on o.id = u.operation_id
    where u.plot_id = g.plot_id and u.is_live
      and not exists (select from proposal_shape c where c.proposal_id = u.proposal_id and c.plot_id = u.plot_id and c.is_live
                      and not exists (select from proposal_parent t where t.shape_id = c.id and t.is_live))
    offset 0
) k
where g.stands

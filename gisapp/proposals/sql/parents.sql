-- What the operations of a proposal start from: the boundary that was taken up and, where they differ, the newest one. Params: proposal_id, operation_id (or null: all).
-- Index: proposal_parent (operation_id, ordinal), plot_version (plot_id). Conflicts are asked for row by row (offset): an operation costs what
-- its own parents cost, whatever else the draft holds and whatever the planner believes of its size.
select p.id, p.operation_id, p.ordinal, p.plot_id, p.base_version_no, p.base_condition_id, p.shape_id, p.base_operation_version, p.is_live,
       coalesce(b.plot_no, s.plot_no) as plot_no, coalesce(b.area_planar_m2, s.area_planar_m2) as area_planar_m2, coalesce(b.area_surveyed_m2, null) as area_surveyed_m2,
       ST_AsGeoJSON(coalesce(b.geom, s.geom), 10, 0)::jsonb as geometry, ST_AsBinary(coalesce(b.geom, s.geom)) as wkb,
       case when b.id is not null then jsonb_build_object('plot_name', b.plot_name, 'area_surveyed_m2', b.area_surveyed_m2, 'parcel_no', b.parcel_no,
            'real_estate_unit_no', b.real_estate_unit_no, 'supervision_no', b.supervision_no, 'address', b.address,
            'land_use_scheme', b.land_use_scheme, 'land_use_code', b.land_use_code, 'land_use_words', b.land_use_words) else s.attributes end as attributes,
       coalesce(s.plot_id, p.plot_id) as continuing_plot_id, b.began_on,
       p.shape_id is not null and (o.version <> p.base_operation_version or not s.is_live) as is_stale,
       c.newest_version_no, c.is_retired, c.conditions_changed, c.changed_at, c.plot_no as newest_plot_no,
       case when c.parent_id is not null then (select ST_AsGeoJSON(v.geom, 10, 0)::jsonb from plot_version v
            where v.plot_id = p.plot_id and upper_inf(v.recorded) order by v.valid desc limit 1) end as newest_geometry,
       case when c.parent_id is not null then (select e.actor_name from audit_event e
            where e.plot_id = p.plot_id and e.tag like 'plot:%' and e.at >= c.changed_at - interval '1 minute'
            order by abs(extract(epoch from e.at - c.changed_at)) limit 1) end as changed_by_name
from proposal_parent p
left join lateral (
    select v.*, lower(v.valid) as began_on from plot_version v
    where v.plot_id = p.plot_id and v.version_no = p.base_version_no order by upper_inf(v.recorded) desc, lower(v.recorded) desc limit 1
) b on p.plot_id is not null
left join proposal_shape s on s.id = p.shape_id
left join proposal_operation o on o.id = s.operation_id
left join lateral (select k.* from proposal_conflict k where k.parent_id = p.id offset 0) c on true
where p.proposal_id = :proposal_id and (cast(:operation_id as bigint) is null or p.operation_id = :operation_id)
order by p.operation_id, p.ordinal

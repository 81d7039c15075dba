-- Plots as a proposal would have them near a box: its own newest shapes, and of the register what it does not touch.
-- Params: proposal_id, park_id, west, south, east, north (degrees), plot_ids and shape_ids (those that are named; null: all in the box).
-- Index: plot_version (geom), plot_version (plot_id), proposal_shape (proposal_id).
with box as (select ST_MakeEnvelope(:west, :south, :east, :north, 4490) as geom)
select 'plot:' || v.plot_id as key, v.plot_id, v.version_no, cast(null as bigint) as shape_id, v.plot_id as continuing_plot_id,
       v.plot_no, v.boundary_points as points, v.area_surveyed_m2, v.parcel_no, v.real_estate_unit_no, lower(v.valid) as began_on, ST_AsBinary(v.geom) as wkb
from plot_version v, box
where v.park_id = :park_id and upper_inf(v.recorded) and upper_inf(v.valid) and v.geom && box.geom
  and (cast(:plot_ids as bigint[]) is null or v.plot_id = any(cast(:plot_ids as bigint[])))
  and not exists (select from proposal_parent t where t.proposal_id = :proposal_id and t.plot_id = v.plot_id and t.is_live)
union all
select 'shape:' || s.id, null, null, s.id, s.plot_id, s.plot_no, s.points, cast(s.attributes ->> 'area_surveyed_m2' as numeric),
       s.attributes ->> 'parcel_no', s.attributes ->> 'real_estate_unit_no', null, ST_AsBinary(s.geom)
from proposal_shape s, box
where s.proposal_id = :proposal_id and s.is_live and s.geom && box.geom
  and (cast(:shape_ids as bigint[]) is null or s.id = any(cast(:shape_ids as bigint[])))
  and not exists (select from proposal_parent u where u.shape_id = s.id and u.is_live)
order by 1

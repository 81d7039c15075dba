-- How much ground each new boundary has from each of its ancestors, in the plane of the park (m2). Params: from_ids, from_versions, shape_ids
-- (pairs in one order). Index: plot_version (plot_id).
select w.from_id, w.shape_id, round(ST_Area(ST_Intersection(ST_Transform(v.geom, s.planar_epsg), ST_Transform(s.geom, s.planar_epsg)))::numeric, 2) as area_m2
from unnest(cast(:from_ids as bigint[]), cast(:from_versions as integer[]), cast(:shape_ids as bigint[])) as w (from_id, version_no, shape_id)
join proposal_shape s on s.id = w.shape_id
cross join lateral (
    select geom from plot_version v where v.plot_id = w.from_id and v.version_no = w.version_no order by upper_inf(v.recorded) desc, lower(v.recorded) desc limit 1
) v

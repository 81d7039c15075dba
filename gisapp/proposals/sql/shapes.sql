-- The shapes of a proposal, by operation; is_final = no later operation uses it. Params: proposal_id, operation_id (or null: all). Index: proposal_shape (proposal_id).
select s.id, s.operation_id, s.ordinal, s.plot_id, s.plot_no, s.planar_epsg, ST_AsGeoJSON(s.geom, 10, 0)::jsonb as geometry, ST_AsBinary(s.geom) as wkb,
       s.area_planar_m2, s.points, s.attributes, s.conditions, s.policy, s.is_live,
       array[ST_XMin(s.geom), ST_YMin(s.geom), ST_XMax(s.geom), ST_YMax(s.geom)] as bbox,
       s.is_live and u.id is null as is_final, u.operation_id as used_by
from proposal_shape s
left join proposal_parent u on u.shape_id = s.id and u.is_live
where s.proposal_id = :proposal_id and (cast(:operation_id as bigint) is null or s.operation_id = :operation_id)
order by s.operation_id, s.ordinal

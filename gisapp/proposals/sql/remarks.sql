-- What reviewers said, with its place and whether it was dealt with. Params: proposal_id. Index: proposal_remark (proposal_id).
select r.id, r.round_no, r.shape_id, r.operation_id, s.plot_no, ST_AsGeoJSON(r.geom, 9, 0)::jsonb as geometry, r.body_zh, r.must_mend, r.author_name, r.recorded_at,
       x.note_zh as resolution_zh, x.actor_name as resolved_by_name, x.recorded_at as resolved_at
from proposal_remark r
left join proposal_shape s on s.id = r.shape_id
left join proposal_remark_resolution x on x.remark_id = r.id
where r.proposal_id = :proposal_id
order by r.id

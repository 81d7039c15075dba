-- Proposals of the caller's parks that pass the filter, with what is in them, newest change first.
-- Params: as_of, all_parks, park_ids; proposal_id, states, parks, plot_id, author_id, q (like pattern): null does not filter; conflicts (true = only with).
-- Index: proposal (park_id, state), proposal_shape (proposal_id), proposal_parent (plot_id).
select p.id, p.zone_id, p.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, p.planar_epsg, p.proposal_no, p.title_zh, p.purpose_zh,
       p.document, p.effective_on, p.state, p.version, p.author_id, p.author_name, p.created_at, p.changed_at, p.changed_by_name,
       s.taken_on as since, s.actor_name as last_actor_name, s.reason as last_reason,
       coalesce(o.operations, 0) as operation_count, coalesce(o.failed, 0) as failed_count, coalesce(o.kinds, '{}') as kinds,
       coalesce(g.shapes, 0) as shape_count, g.area_m2, g.bbox, coalesce(g.plot_nos, '{}') as plot_nos,
       coalesce(c.conflicts, 0) as conflict_count, coalesce(r.open, 0) as open_remark_count, coalesce(r.total, 0) as remark_count,
       case when p.state = 'submitted' then greatest(cast(:as_of as date) - s.taken_on, 0) end as waiting_days
from proposal p
join park k on k.id = p.park_id
left join lateral (select taken_on, actor_name, reason from proposal_step where proposal_id = p.id order by sequence desc limit 1) s on true
left join lateral (
    select count(*) filter (where not is_failed) as operations, count(*) filter (where is_failed) as failed,
           array_agg(distinct kind) filter (where not is_failed) as kinds
    from proposal_operation where proposal_id = p.id and not is_removed
) o on true
left join lateral (
    select count(*) as shapes, sum(area_planar_m2) as area_m2, array_agg(plot_no order by plot_no) as plot_nos,
           case when count(*) > 0 then array[min(ST_XMin(f.geom)), min(ST_YMin(f.geom)), max(ST_XMax(f.geom)), max(ST_YMax(f.geom))] end as bbox
    from proposal_shape f
    where f.proposal_id = p.id and f.is_live and not exists (select from proposal_parent u where u.shape_id = f.id and u.is_live)
) g on true
left join lateral (select count(*) as conflicts from proposal_conflict where proposal_id = p.id) c on true
left join lateral (
    select count(*) as total, count(*) filter (where x.remark_id is null) as open
    from proposal_remark m left join proposal_remark_resolution x on x.remark_id = m.id where m.proposal_id = p.id
) r on true
where (cast(:proposal_id as bigint) is null or p.id = :proposal_id) and (:all_parks or p.park_id = any(:park_ids))
  and (cast(:states as text[]) is null or p.state = any(:states))
  and (cast(:parks as text[]) is null or k.code = any(:parks))
  and (cast(:author_id as bigint) is null or p.author_id = :author_id)
  and (cast(:plot_id as bigint) is null or exists (select from proposal_parent u where u.proposal_id = p.id and u.plot_id = :plot_id and u.is_live))
  and (not :conflicts or exists (select from proposal_conflict y where y.proposal_id = p.id))
  and (cast(:q as text) is null or concat_ws(' ', p.proposal_no, p.title_zh, p.author_name, p.purpose_zh, array_to_string(g.plot_nos, ' ')) ilike :q)
order by p.changed_at desc, p.id desc

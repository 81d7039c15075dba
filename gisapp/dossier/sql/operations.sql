-- Audit events, newest first. Params: limit, before (id or null), plot_id, actor, tag, all_parks, park_ids. Index: audit_event pkey.
select e.id, e.at, e.actor_name, e.tag, e.subject, e.subject_id, e.plot_id, v.plot_no, p.code as park_code, e.changes, e.reason, e.document
from audit_event e
left join park p on p.id = e.park_id
left join lateral (
    select plot_no from plot_version where plot_id = e.plot_id and upper_inf(recorded) order by valid desc limit 1
) v on true
where (cast(:before as bigint) is null or e.id < :before)
  and (cast(:plot_id as bigint) is null or e.plot_id = :plot_id)
  and (cast(:actor as text) is null or e.actor_name = :actor)
  and (cast(:tag as text) is null or e.tag = :tag)
  and (:all_parks or e.park_id = any(:park_ids))
order by e.id desc
limit :limit

-- Supervision letters on :as_of with their last step; steps as JSON in order.
-- Params: as_of, project_id (null = all), letter_id (null = all), all_parks, park_ids. Index: supervision_letter_project, supervision_letter_step_once.
select l.id, l.letter_no, l.project_id, p.project_no, p.name_zh as project_name_zh, k.code as park_code, k.name_zh as park_name_zh, p.plot_id,
       p.owner_name, p.service_officer_name, l.title_zh, l.addressee_zh, l.facts_zh, l.demand_zh, l.issued_on, l.reply_workdays, l.reply_due_on,
       l.light, l.evidence_ids, l.issued_by_name, s.state, s.done_on as state_on,
       (select due_on from supervision_letter_step d where d.letter_id = l.id and d.due_on is not null and d.done_on <= :as_of
        order by d.sequence desc limit 1) as due_on,
       steps.all_steps as steps
from supervision_letter l
join project p on p.id = l.project_id
join park k on k.id = p.park_id
cross join lateral (
    select state, done_on from supervision_letter_step where letter_id = l.id and done_on <= :as_of order by sequence desc limit 1
) s
cross join lateral (
    select jsonb_agg(jsonb_build_object('sequence', t.sequence, 'state', t.state, 'done_on', t.done_on, 'due_on', t.due_on, 'content_zh', t.content_zh,
                                        'evidence_ids', t.evidence_ids, 'actor_name', t.actor_name, 'recorded_at', t.recorded_at) order by t.sequence) as all_steps
    from supervision_letter_step t where t.letter_id = l.id and t.done_on <= :as_of
) steps
where (:all_parks or p.park_id = any(:park_ids))
  and (cast(:project_id as bigint) is null or l.project_id = :project_id)
  and (cast(:letter_id as bigint) is null or l.id = :letter_id)
order by l.issued_on desc, l.id desc

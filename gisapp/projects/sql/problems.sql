-- Problems on :as_of with their last step; steps as JSON in order.
-- Params: as_of, project_id, review_id, problem_id (null = all), all_parks, park_ids. Index: project_problem_project, project_problem_step_once.
select q.id, q.project_id, p.project_no, p.name_zh as project_name_zh, k.code as park_code, k.name_zh as park_name_zh, p.plot_id,
       p.service_officer_name, q.source, q.review_id, r.round_zh as review_round_zh, q.title_zh, q.detail_zh, q.raised_on,
       q.actor_name as raised_by_name, s.state, s.done_on as state_on, d.office_zh, d.due_on, steps.all_steps as steps
from project_problem q
join project p on p.id = q.project_id
join park k on k.id = p.park_id
left join site_review r on r.id = q.review_id
cross join lateral (
    select state, done_on from project_problem_step where problem_id = q.id and done_on <= :as_of order by sequence desc limit 1
) s
left join lateral (
    select office_zh, due_on from project_problem_step where problem_id = q.id and state = 'assigned' and done_on <= :as_of order by sequence desc limit 1
) d on true
cross join lateral (
    select jsonb_agg(jsonb_build_object('sequence', t.sequence, 'state', t.state, 'done_on', t.done_on, 'due_on', t.due_on, 'office_zh', t.office_zh,
                                        'content_zh', t.content_zh, 'evidence_ids', t.evidence_ids, 'actor_name', t.actor_name,
                                        'recorded_at', t.recorded_at) order by t.sequence) as all_steps
    from project_problem_step t where t.problem_id = q.id and t.done_on <= :as_of
) steps
where (:all_parks or p.park_id = any(:park_ids))
  and (cast(:project_id as bigint) is null or q.project_id = :project_id)
  and (cast(:review_id as bigint) is null or q.review_id = :review_id)
  and (cast(:problem_id as bigint) is null or q.id = :problem_id)
order by (s.state = 'closed'), d.due_on nulls first, q.raised_on desc, q.id

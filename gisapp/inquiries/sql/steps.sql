-- Steps of an inquiry until :as_of in their order. Answers are told as they were given; notes and reasons without addresses and numbers.
-- Params: inquiry_id, as_of. Index: inquiry_step_once.
select s.id, s.sequence, s.step, s.state, s.done_on, s.at, s.owner_name, s.reason_code, s.project_id, s.actor_name,
       case when s.step = 'answer' then t.body else masked_text(t.body) end as body
from inquiry_step s
left join inquiry_text t on t.step_id = s.id
where s.inquiry_id = :inquiry_id and s.done_on <= :as_of
order by s.sequence

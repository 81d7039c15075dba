-- What the asker is told of her inquiry; the caller has checked the secret. Params: inquiry_id, as_of. Index: inquiry pkey.
select i.receipt_no, i.received_on, i.language, i.answer_workdays, s.due_on as answer_due_on, s.is_answered, s.follow_ups, i.keep_days, s.state, s.owner_name, s.touched_on, s.answered_on, s.closed_on, s.close_reason,
       s.is_overdue, s.is_erased, k.name_zh as park_name_zh, k.name_en as park_name_en, coalesce(i.premises_id, v.plot_id) as site_id, coalesce(m.premises_no, v.plot_no) as plot_no,
       case when i.premises_id is null then exists (select from public_site x where x.id = i.plot_id and x.valid @> cast(:as_of as date))
            else exists (select from public_premises x where x.id = i.premises_id and x.valid @> cast(:as_of as date)) end as site_is_published,
       a.asker_name, a.contact, a.question,
       coalesce((select jsonb_agg(jsonb_build_object('kind', case t.step when 'answer' then 'answer' else 'question' end, 'on', t.done_on, 'body', w.body,
                                                     'by', case t.step when 'answer' then t.actor_name else '' end) order by t.sequence)
                 from inquiry_step t join inquiry_text w on w.step_id = t.id
                 where t.inquiry_id = i.id and t.step in ('answer', 'follow_up') and t.done_on <= :as_of), '[]') as exchange
from inquiry i
join inquiry_standing(:as_of) s on s.inquiry_id = i.id
left join park k on k.id = i.park_id
left join inquiry_person a on a.inquiry_id = i.id
left join lateral (select premises_no(x.kind, x.id) as premises_no from premises x where x.id = i.premises_id) m on true
left join lateral (
    -- premises stand on a plot whose number the public need not know: told only when the plot itself was published when she asked
    select x.plot_id, x.plot_no from plot_version x where x.plot_id = i.plot_id and upper_inf(x.recorded)
      and exists (select from public_site w where w.id = i.plot_id and w.valid @> i.received_on) order by lower(x.valid) desc limit 1
) v on true
where i.id = :inquiry_id

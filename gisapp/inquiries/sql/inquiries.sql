-- Inquiries on :as_of, one row each, the asker masked: who needs her data asks for them by a statement of its own (person.sql), which is logged.
-- Params: as_of, inquiry_id (null = all), all_parks, park_ids. A question about no park is everybody's. Index: inquiry_step_once, inquiry_park.
select i.id, i.zone_id, i.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, i.plot_id, v.plot_no, i.premises_id, m.premises_no,
       i.receipt_no, i.received_on, i.received_at, i.language, i.source_region, i.industry_code, n.name_zh as industry_name_zh, n.name_en as industry_name_en,
       coalesce(n.cluster, '') as cluster, i.answer_workdays, s.due_on as answer_due_on, s.is_answered, s.asked_on, s.follow_ups, i.keep_days, i.notice_version,
       s.state, s.owner_id, s.owner_name, s.touched_on, s.taken_on, s.answered_on, s.closed_on, s.close_reason, s.lead_on, s.project_on, s.sequence,
       s.is_open, s.is_overdue, s.is_erased, s.project_id, p.project_no, p.name_zh as project_name_zh, project_stage_on(p.id, :as_of) as project_stage,
       masked_name(a.asker_name) as asker_name, masked_contact(a.contact, a.contact_kind) as contact, a.contact_kind, masked_text(a.question) as question
from inquiry_standing(:as_of) s
join inquiry i on i.id = s.inquiry_id
left join park k on k.id = i.park_id
left join industry n on n.code = i.industry_code and n.edition = i.industry_edition
left join project p on p.id = s.project_id
left join inquiry_person a on a.inquiry_id = i.id
left join lateral (select premises_no(x.kind, x.id) as premises_no from premises x where x.id = i.premises_id) m on true
left join lateral (
    select x.plot_no from plot_version x where x.plot_id = i.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1
) v on true
where (:all_parks or i.park_id is null or i.park_id = any(:park_ids)) and (cast(:inquiry_id as bigint) is null or i.id = :inquiry_id)
order by s.is_overdue desc, s.is_open desc, case when s.is_open then s.is_answered end, case when s.is_open then s.due_on end,
         i.received_at desc, i.id desc

-- Who asked, unmasked, with what was typed in notes; whoever runs this writes down that it was read.
-- Params: inquiry_id, all_parks, park_ids. Index: inquiry_person pkey.
select a.asker_name, a.contact, a.contact_kind, a.question,
       coalesce((select jsonb_object_agg(t.step_id, t.body) from inquiry_text t where t.inquiry_id = i.id), '{}') as words
from inquiry i
join inquiry_person a on a.inquiry_id = i.id
where i.id = :inquiry_id and (:all_parks or i.park_id is null or i.park_id = any(:park_ids))

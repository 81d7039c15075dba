-- Who looked at the personal data of an inquiry, and when it was erased. Params: inquiry_id, tags. Index: audit_event_at is not needed: few rows.
select e.at, e.actor_name, e.tag, e.reason
from audit_event e
where e.subject = 'inquiry' and e.subject_id = :inquiry_id and e.tag = any (:tags)
order by e.id desc
limit 200

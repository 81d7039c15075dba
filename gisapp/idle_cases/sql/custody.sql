-- Who added, read or carried away what of a case, oldest first. Params: case_id. Index: idle_case_custody_case.
select c.id, c.act, c.subject, c.subject_id, c.sha256, c.note, c.actor_name, c.at,
       case c.subject when 'evidence' then e.title when 'document' then d.title_zh || ' ' || d.document_no else '' end as title
from idle_case_custody c
left join evidence_file e on c.subject = 'evidence' and e.id = c.subject_id
left join document d on c.subject = 'document' and d.id = c.subject_id
where c.case_id = :case_id order by c.id

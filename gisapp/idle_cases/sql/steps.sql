-- The steps of a case taken by :as_of, corrections included, in their order. Params: case_id, as_of. Index: idle_case_step_once.
select s.*, d.kind as document_kind, d.title_zh as document_title_zh, d.docx_sha256 as document_sha256, v.note as service_note, v.purpose as service_purpose
from idle_case_step_live s
left join document d on d.id = s.document_id
left join idle_case_service v on v.id = s.service_id
where s.case_id = :case_id and s.taken_on <= :as_of
order by s.sequence

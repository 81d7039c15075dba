-- One document in the caller's parks, without its bytes. Parameters: id, all_parks, park_ids. Index: primary key.
select d.id, d.zone_id, d.park_id, p.code as park_code, p.name_zh as park_name_zh, d.plot_id, d.kind, d.document_no, d.title_zh, d.subject, d.subject_id,
       d.docx_sha256, pdf.pdf_sha256, octet_length(d.docx) as docx_bytes, octet_length(pdf.pdf) as pdf_bytes,
       d.template_id is null as is_shipped_template, d.issued_on, d.issued_at, d.issued_by_name, r.revoked_on, r.reason as revoked_reason, r.revoked_by_name
from document d
left join park p on p.id = d.park_id
left join document_pdf pdf on pdf.document_id = d.id
left join document_revocation r on r.document_id = d.id
where d.id = :id and (:all_parks or d.park_id is null or d.park_id = any(:park_ids))

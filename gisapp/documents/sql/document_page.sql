-- One page of the filtered documents. Parameters: those of document_filtered, limit, offset.
select f.id, f.zone_id, f.park_id, f.park_code, f.park_name_zh, f.plot_id, f.kind, f.document_no, f.title_zh, f.subject, f.subject_id, f.docx_sha256,
       f.pdf_sha256, f.docx_bytes, f.pdf_bytes, f.template_id is null as is_shipped_template, f.issued_on, f.issued_at, f.issued_by_name,
       f.revoked_on, f.revoked_reason, f.revoked_by_name
from filtered f

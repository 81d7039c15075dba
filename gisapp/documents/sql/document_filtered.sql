-- Documents issued up to a day in the caller's parks. Parameters: all_parks, park_ids, as_of, kind, park, subject, subject_id, plot_id, q (each may be null).
-- Index: document_of_subject, document_of_plot, document_of_park. Documents of the whole zone (no park) are seen by all staff.
with filtered as (
    select d.id, d.zone_id, d.park_id, p.code as park_code, p.name_zh as park_name_zh, d.plot_id, d.kind, d.document_no, d.title_zh,
           d.subject, d.subject_id, d.docx_sha256, pdf.pdf_sha256, octet_length(d.docx) as docx_bytes, octet_length(pdf.pdf) as pdf_bytes,
           d.template_id, d.issued_on, d.issued_at, d.issued_by_name,
           case when r.revoked_on <= :as_of then r.revoked_on end as revoked_on,
           case when r.revoked_on <= :as_of then r.reason end as revoked_reason,
           case when r.revoked_on <= :as_of then r.revoked_by_name end as revoked_by_name
    from document d
    left join park p on p.id = d.park_id
    left join document_pdf pdf on pdf.document_id = d.id
    left join document_revocation r on r.document_id = d.id
    where (:all_parks or d.park_id is null or d.park_id = any(:park_ids))
      and d.issued_on <= :as_of
      and (cast(:kind as text) is null or d.kind = :kind)
      and (cast(:park as text) is null or p.code = :park)
      and (cast(:subject as text) is null or d.subject = :subject)
      and (cast(:subject_id as bigint) is null or d.subject_id = :subject_id)
      and (cast(:plot_id as bigint) is null or d.plot_id = :plot_id)
      and (cast(:q as text) is null or d.document_no ilike :q or d.title_zh ilike :q or d.context ->> 'holder_name' ilike :q
           or d.context ->> 'plot_no' ilike :q or d.context ->> 'project_name' ilike :q)
)

-- What cases asked for, when it came, and what was let in late on which papers. Params: case_ids.
-- Index: case_material_case_id_code_key, material_tolerance_once, document_of_subject.
select m.id, m.case_id, m.code, m.name_zh, m.material_class, m.is_tolerable, m.source, m.form_zh, m.received_on, m.evidence_ids,
       t.id as tolerance_id, t.drafted_on, t.agreed_on, t.promised_by, t.promise_evidence_ids, t.extended_to, t.extension_reason,
       t.extension_evidence_ids, t.revoked_on, t.revoke_reason,
       pd.document_no as promise_no, pd.docx_sha256 as promise_sha256, nd.document_no as notice_no, nd.docx_sha256 as notice_sha256
from case_material m
left join material_tolerance t on t.material_id = m.id and (t.agreed_on is not null or t.revoked_on is null)
left join lateral (
    select d.document_no, d.docx_sha256 from document d
    where d.subject = 'material_tolerance' and d.subject_id = t.id and d.kind = 'tolerance_promise' order by d.id desc limit 1
) pd on true
left join lateral (
    select d.document_no, d.docx_sha256 from document d
    where d.subject = 'material_tolerance' and d.subject_id = t.id and d.kind = 'tolerance_notice' order by d.id desc limit 1
) nd on true
where m.case_id = any(cast(:case_ids as bigint[]))
order by m.case_id, m.id

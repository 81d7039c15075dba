-- The versions of a zone's own templates, newest first, with the days each is or was in use. Parameters: zone_id.
-- Index: document_template_of_kind. A version that was split keeps one row per period; those no longer known are shown as history.
select t.kind, t.version_no, t.file_name, t.sha256, octet_length(t.content) as size_bytes, t.note, t.uploaded_by_name,
       lower(t.valid) as since, upper(t.valid) as until, upper_inf(t.recorded) as is_known, lower(t.recorded) as recorded_at
from document_template t
where t.zone_id = :zone_id
  and (upper_inf(t.recorded) or not exists (
        select from document_template k where k.zone_id = t.zone_id and k.kind = t.kind and k.version_no = t.version_no and upper_inf(k.recorded)))
order by t.kind, t.version_no desc, lower(t.valid) desc

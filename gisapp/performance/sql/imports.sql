-- Workbooks that came in, newest first. Params: year, import_id, all_parks, park_ids; null does not filter. Index: figure_import_year.
select i.id, i.year, k.code as park_code, k.name_zh as park_name_zh, i.park_id, i.zone_id, i.evidence_id, i.sha256, i.file_name, i.columns, i.rows, i.findings, i.state, i.replaces_id,
       i.received_at, i.received_by_name, i.accepted_rows, i.decided_at, i.decided_by_name, i.reason
from figure_import i left join park k on k.id = i.park_id
where i.year = coalesce(cast(:year as integer), i.year) and i.id = coalesce(cast(:import_id as bigint), i.id)
  and (:all_parks or i.park_id = any (:park_ids))
order by i.id desc

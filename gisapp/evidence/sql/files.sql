-- What is known of evidence files, without their bytes. Params: ids, all_parks, park_ids. Index: evidence_file primary key.
select e.id, e.zone_id, e.park_id, p.code as park_code, e.sha256, e.file_name, e.media_type, c.size_bytes, e.title, e.dated,
       e.source, e.uploaded_at, e.uploaded_by_name
from evidence_file e
join evidence_content c on c.sha256 = e.sha256
left join park p on p.id = e.park_id
where e.id = any(cast(:ids as bigint[])) and (e.park_id is null or :all_parks or e.park_id = any(:park_ids))

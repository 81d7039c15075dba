-- The zone's own template of a kind in force on a day, as now known. Parameters: zone_id, kind, day. Index: document_template_one_a_day.
select id, content, sha256, file_name
from document_template
where zone_id = :zone_id and kind = :kind and valid @> cast(:day as date) and upper_inf(recorded)

-- Everything that was ever held true of one constraint area, newest knowledge first. Params: root_id. Index: primary key.
select a.id, a.kind, a.name_zh, a.source, a.document_no, a.distance_m, lower(a.valid) as valid_from, upper(a.valid) as valid_to,
       lower(a.recorded) as recorded_at, upper(a.recorded) as superseded_at, a.recorded_by_name
from constraint_area a
where coalesce(a.root_id, a.id) = :root_id
order by lower(a.recorded) desc, a.id desc

-- Write a constraint area; without a shape it keeps the one of the row that it replaces. Params: kind, names, source, document_no, distance_m,
-- remark, valid_from, valid_to, replaces_id, root_id, geom (WKB, 4490, or null), by. Index: primary key.
insert into constraint_area (zone_id, replaces_id, root_id, kind, name_zh, name_en, geom, source, document_no, distance_m, remark, valid, recorded_by_name)
select coalesce(b.zone_id, (select min(id) from zone)), cast(:replaces_id as bigint), cast(:root_id as bigint), :kind, btrim(:name_zh), btrim(:name_en),
       coalesce(ST_GeomFromWKB(cast(:geom as bytea), 4490), b.geom), btrim(:source), btrim(:document_no), cast(:distance_m as numeric), btrim(:remark),
       daterange(cast(:valid_from as date), cast(:valid_to as date)), :by
from (select 1) one
left join constraint_area b on b.id = cast(:replaces_id as bigint)
returning id

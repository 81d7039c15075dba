-- One park by code. Params: code.
select id, zone_id, code, name_zh, name_en, planar_epsg from park where code = :code order by id limit 1

-- The zone with the extent of its parks. Params: code. Index: zone(code).
select z.id, z.code, z.name_zh, z.name_en, z.is_demo, z.notice_zh, z.notice_en, z.planar_epsg,
       case when e.box is null then null else array[ST_XMin(e.box), ST_YMin(e.box), ST_XMax(e.box), ST_YMax(e.box)] end as bbox4490
from zone z
left join lateral (
    select ST_Extent(b.geom) as box
    from park p join park_boundary b on b.park_id = p.id and upper_inf(b.recorded)
    where p.zone_id = z.id
) e on true
order by (z.code = :code) desc, z.id
limit 1

-- Everything public about premises on a day. Params: id, as_of. No row: not published on that day. Index: premises_terms_premises.
select p.id, p.kind, p.site_no as plot_no, p.title_zh, p.title_en,
       z.area_m2, z.floor_area_m2, z.far_max, z.room_measured_on,
       p.storeys, p.clear_height_m, p.floor_load_t_m2, p.crane_t, p.rent_yuan_per_m2_month, p.sale_yuan, p.available_on, p.contact_zh, p.contact_en,
       p.contact_phone, p.summary_zh, p.summary_en, p.source, p.observed_on, p.since,
       p.lease_months_min, p.lease_months_max, p.paid_every_months, p.deposit_yuan, p.obligations_zh, p.obligations_en, p.planar_epsg,
       ST_AsGeoJSON(p.geom, 8, 0)::jsonb as geometry,
       jsonb_build_array(ST_XMin(p.geom), ST_YMin(p.geom), ST_XMax(p.geom), ST_YMax(p.geom)) as bbox,
       around.park, around.park_industries, around.residents,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en) order by i.code)
                 from public_industry i where i.code = any (p.industry_codes)), '[]') as industries,
       coalesce((select jsonb_agg(to_jsonb(f) - 'id' - 'valid' order by f.utility)
                 from public_premises_servicing f where f.id = p.id and f.valid @> cast(:as_of as date)), '[]') as utilities,
       around.roads, around.neighbours, around.road_lines
from public_premises p
cross join lateral public_around(p.park_code, p.geom, p.id, cast(:as_of as date)) around
join public_premises_size(cast(:as_of as date)) z on z.id = p.id
where p.id = :id and p.valid @> cast(:as_of as date)

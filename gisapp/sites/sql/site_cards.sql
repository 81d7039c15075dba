-- Cards of some sites of a pool, by number. Params: pool, as_of, ids. Index: public_pool_site(pool_id, id).
select s.id, s.kind, s.site_no as plot_no, s.title_zh, s.title_en, s.park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, s.supply, s.servicing,
       s.area_m2, s.floor_area_m2, s.rent_yuan_per_m2_month, s.clear_height_m, s.floor_load_t_m2, s.far_min, s.far_max, s.land_use_scheme, s.land_use_code,
       s.land_use_name_zh, s.land_use_name_en, s.industry_codes, s.price_yuan_per_m2 as start_price_yuan_per_m2, s.price_yuan as start_total_yuan, s.delivery_on, s.summary_zh, s.summary_en,
       s.utilities, ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(s.geom, 0.000004)), 6, 0)::jsonb as outline,
       jsonb_build_array(ST_XMin(s.geom), ST_YMin(s.geom), ST_XMax(s.geom), ST_YMax(s.geom)) as bbox,
       coalesce((select jsonb_agg(jsonb_build_object('width_m', r.width_m, 'path',
                     ST_AsGeoJSON(ST_Simplify(ST_ClipByBox2D(r.geom, Box2D(f.frame)), 0.00001), 6, 0)::jsonb))
                 from public_road r where r.geom && f.frame and r.valid @> cast(:as_of as date)), '[]') as roads,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'name_zh', i.name_zh, 'name_en', i.name_en) order by i.code)
                 from public_industry i where i.code = any (s.industry_codes)), '[]') as industries,
       s.demands, s.by_road, s.place
from public_pool_site s
join public_park p on p.code = s.park_code
cross join lateral (select ST_Expand(s.geom, 0.95 * greatest(ST_XMax(s.geom) - ST_XMin(s.geom), ST_YMax(s.geom) - ST_YMin(s.geom))) as frame) f
where s.pool_id = :pool and s.id = any (cast(:ids as bigint[]))

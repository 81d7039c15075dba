-- Every published site of a pool with its geometry, as open data. Params: pool. Ordered by its public number.
select s.id, s.kind, s.site_no as plot_no, s.title_zh, s.title_en, s.park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, s.supply, s.servicing,
       s.area_m2, s.floor_area_m2, s.land_use_scheme, s.land_use_code, s.land_use_name_zh, s.land_use_name_en, s.industry_codes,
       s.price_yuan_per_m2 as start_price_yuan_per_m2, s.price_yuan as start_total_yuan, s.rent_yuan_per_m2_month, s.delivery_on, s.summary_zh, s.summary_en, s.far_min, s.far_max,
       s.height_max_m, s.clear_height_m, s.floor_load_t_m2, s.crane_t, s.utilities, s.power_kva, s.water_dn, s.gas_m3_h, s.steam_t_h, s.sewage_dn,
       s.rail_m, s.port_m, s.motorway_m, s.airport_m, s.by_road as distances_by_road,
       ST_AsGeoJSON(s.geom, 8, 0)::jsonb as geometry
from public_pool_site s
join public_park p on p.code = s.park_code
where s.pool_id = :pool
order by s.site_no

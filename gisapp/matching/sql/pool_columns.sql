-- What the rules of matching count with, of every site of a pool, without outlines and words. Params: pool. Ordered by place. Index: public_pool_site's primary key.
select s.id, s.kind, s.park_code, s.area_m2, s.floor_area_m2, s.price_yuan_per_m2, s.rent_yuan_per_m2_month, s.delivery_on, s.far_min, s.far_max,
       s.height_max_m, s.clear_height_m, s.floor_load_t_m2, s.power_kva, s.water_dn, s.gas_m3_h, s.steam_t_h, s.sewage_dn, s.rail_m, s.port_m,
       s.motorway_m, s.airport_m, s.industry_codes, s.utilities, s.utilities_known, s.demands
from public_pool_site s
where s.pool_id = :pool
order by s.place

-- Everything published on a day, one row per site, with a point for distances. Params: as_of. Ordered by number.
-- Index: plot_snapshot has one row per plot and period; facts of the published ones are joined once, not looked up row by row.
with servicing as materialized (
    select f.id,
           coalesce(array_agg(f.utility order by f.utility) filter (where f.status in ('at_boundary', 'connected')), '{}') as utilities,
           coalesce(array_agg(f.utility order by f.utility) filter (where f.status <> 'unknown'), '{}') as utilities_known,
           max(f.capacity) filter (where f.utility = 'power' and f.status in ('at_boundary', 'connected') and f.unit = 'kVA') as power_kva,
           max(f.capacity) filter (where f.utility = 'water' and f.status in ('at_boundary', 'connected') and f.unit = 'DN mm') as water_dn,
           max(f.capacity) filter (where f.utility = 'gas' and f.status in ('at_boundary', 'connected') and f.unit = 'm³/h') as gas_m3_h,
           max(f.capacity) filter (where f.utility = 'heat' and f.status in ('at_boundary', 'connected') and f.unit = 't/h') as steam_t_h,
           max(f.capacity) filter (where f.utility = 'drainage' and f.status in ('at_boundary', 'connected') and f.unit = 'DN mm') as sewage_dn
    from (select id, utility, status, capacity, unit from public_site_servicing where valid @> cast(:as_of as date)
          union all
          select id, utility, status, capacity, unit from public_premises_servicing where valid @> cast(:as_of as date)) f
    group by f.id
), terms as materialized (
    select * from public_site_terms(cast(:as_of as date))
), site as (
    select s.id, 'plot' as kind, s.plot_no as site_no, '' as title_zh, '' as title_en, s.park_code, s.supply, s.servicing, s.area_m2,
           null::numeric as floor_area_m2, o.start_price_yuan_per_m2 as price_yuan_per_m2, o.start_price_yuan as price_yuan, null::numeric as rent_yuan_per_m2_month, o.delivery_on,
           c.far_min, c.far_max, c.height_max_m, null::numeric as clear_height_m, null::numeric as floor_load_t_m2, null::numeric as crane_t,
           coalesce(o.industry_codes, '{}') as industry_codes, s.land_use_scheme, s.land_use_code, s.land_use_name_zh, s.land_use_name_en,
           coalesce(o.summary_zh, '') as summary_zh, coalesce(o.summary_en, '') as summary_en, s.geom, o.requirements
    from public_site s
    left join terms o on o.id = s.id
    left join public_site_condition c on c.id = s.id and c.valid @> cast(:as_of as date)
    where s.valid @> cast(:as_of as date)
    union all
    select p.id, p.kind, p.site_no, p.title_zh, p.title_en, p.park_code,
           'available', 'unknown', z.area_m2, z.floor_area_m2, p.sale_yuan / nullif(z.area_m2, 0), p.sale_yuan, p.rent_yuan_per_m2_month, p.available_on,
           null, z.far_max, null, p.clear_height_m, p.floor_load_t_m2, p.crane_t, p.industry_codes, null, null, null, null,
           p.summary_zh, p.summary_en, p.geom, null
    from public_premises p
    join public_premises_size(cast(:as_of as date)) z on z.id = p.id
    where p.valid @> cast(:as_of as date) and (p.kind <> 'expansion' or z.room_measured_on is not null)
)
select s.id, s.kind, s.site_no, s.title_zh, s.title_en, s.park_code, s.supply, s.servicing, round(s.area_m2, 2) as area_m2, round(s.floor_area_m2, 2) as floor_area_m2,
       round(s.price_yuan_per_m2, 2) as price_yuan_per_m2, s.price_yuan, s.rent_yuan_per_m2_month, s.delivery_on, s.far_min, s.far_max, s.height_max_m, s.clear_height_m,
       s.floor_load_t_m2, s.crane_t, f.power_kva, f.water_dn, f.gas_m3_h, f.steam_t_h, f.sewage_dn, s.industry_codes,
       coalesce(f.utilities, '{}') as utilities, coalesce(f.utilities_known, '{}') as utilities_known, s.land_use_scheme, s.land_use_code,
       s.land_use_name_zh, s.land_use_name_en, s.summary_zh, s.summary_en, s.geom, s.requirements,
       ST_X(ST_Centroid(s.geom)) as lon, ST_Y(ST_Centroid(s.geom)) as lat
from site s left join servicing f on f.id = s.id
order by s.id

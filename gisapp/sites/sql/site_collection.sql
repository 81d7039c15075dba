-- Every published site on a day with its geometry, as open data. Params: as_of. Ordered by number.
select s.id, s.plot_no, s.park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, s.supply, s.servicing, s.area_m2, s.area_basis,
       s.land_use_scheme, s.land_use_code, s.land_use_name_zh, s.land_use_name_en,
       coalesce(o.industry_codes, '{}') as industry_codes, o.start_price_yuan_per_m2, o.delivery_on, o.summary_zh, o.summary_en,
       c.far_min, c.far_max, c.building_coefficient_min, c.building_coefficient_max, c.green_ratio_min, c.green_ratio_max, c.height_min_m, c.height_max_m,
       coalesce((select array_agg(f.utility order by f.utility) from public_site_servicing f
                 where f.id = s.id and f.valid @> cast(:as_of as date) and f.status in ('at_boundary', 'connected')), '{}') as utilities,
       ST_AsGeoJSON(s.geom, 8, 0)::jsonb as geometry
from public_site s
join public_park p on p.code = s.park_code
left join public_site_offer o on o.id = s.id and o.valid @> cast(:as_of as date)
left join public_site_condition c on c.id = s.id and c.valid @> cast(:as_of as date)
where s.valid @> cast(:as_of as date)
order by s.plot_no

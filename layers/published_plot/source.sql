-- Plots that are announced or on offer on :as_of, with the facts their notice makes public and nothing else.
-- Index: plot_snapshot_geom_3857.
select s.plot_id as id, s.park_id, s.geom_3857, public_geometry(v.geom) as geom, s.plot_no, k.supply, p.code as park_code,
       p.name_zh as park_name_zh, p.name_en as park_name_en, s.area_m2::float8 as area_m2, s.land_use_code,
       c.name_zh as land_use_name_zh, c.name_en as land_use_name_en, s.servicing,
       o.start_price_yuan_per_m2::float8 as start_price_yuan_per_m2, o.delivery_on
from plot_snapshot s
join lateral public_supply(s.plot_id, s.supply, s.valid) k on k.valid @> :as_of
left join lateral (select t.* from public_site_terms(:as_of) t where t.id = s.plot_id offset 0) o on true  -- the fence keeps the spatial index first
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join land_use_class c on c.scheme = s.land_use_scheme and c.code = s.land_use_code
where s.valid @> :as_of and s.is_public
  and not exists (select from publication_mistake m where m.site_id = s.plot_id and m.days @> :as_of)

-- Which hard limits each site of a pool fails, as bits, and which of these only because a figure is not known. Bits follow the order of the criteria.
-- Params: pool; limits (null = not a limit): kind, park, utility (text[]), industry (a code, or a cluster as the pool knows it), area_min, area_max, floor_area (m2),
-- builds (the kinds on which one builds oneself), price, rent, delivery_by, measures power … load (at least), rail … airport (at most, m), building_height, far. Ordered by place.
-- Index: public_pool_site's primary key, one range of it.
with wanted as materialized (
    select case when cast(:industry as text) is null then null
                else coalesce((select array(select jsonb_array_elements_text(p.clusters -> cast(:industry as text))) from public_pool p
                               where p.id = :pool and p.clusters ? cast(:industry as text)), array[cast(:industry as text)])
           end as codes
)
select
    ((not coalesce(s.kind = any (cast(:kind as text[])), true))::int::bigint
     + 2 * (w.codes is not null and not s.industry_codes && w.codes)::int
     + 4 * (not coalesce(s.park_code = any (cast(:park as text[])), true))::int
     + 8 * (cast(:area_min as numeric) is not null and not coalesce(s.area_m2 >= cast(:area_min as numeric), false))::int
     + 16 * (cast(:area_max as numeric) is not null and not coalesce(s.area_m2 <= cast(:area_max as numeric), false))::int
     + 32 * (cast(:floor_area as numeric) is not null and not coalesce(s.floor_area_m2 >= cast(:floor_area as numeric), false))::int
     + 64 * (cast(:price as numeric) is not null and not coalesce(s.price_yuan_per_m2 <= cast(:price as numeric), false))::int
     + 128 * (cast(:rent as numeric) is not null and not coalesce(s.rent_yuan_per_m2_month <= cast(:rent as numeric), false))::int
     + 256 * (cast(:delivery_by as date) is not null and not coalesce(s.delivery_on <= cast(:delivery_by as date), false))::int
     + 512 * (cast(:utility as text[]) is not null and not s.utilities @> cast(:utility as text[]))::int
     + 1024 * (cast(:power as numeric) is not null and not coalesce(s.power_kva >= cast(:power as numeric), false))::int
     + 2048 * (cast(:water as numeric) is not null and not coalesce(s.water_dn >= cast(:water as numeric), false))::int
     + 4096 * (cast(:gas as numeric) is not null and not coalesce(s.gas_m3_h >= cast(:gas as numeric), false))::int
     + 8192 * (cast(:steam as numeric) is not null and not coalesce(s.steam_t_h >= cast(:steam as numeric), false))::int
     + 16384 * (cast(:sewage as numeric) is not null and not coalesce(s.sewage_dn >= cast(:sewage as numeric), false))::int
     + 32768 * (cast(:height as numeric) is not null and not s.kind = any (cast(:builds as text[])) and not coalesce(s.clear_height_m >= cast(:height as numeric), false))::int
     + 65536 * (cast(:load as numeric) is not null and not s.kind = any (cast(:builds as text[])) and not coalesce(s.floor_load_t_m2 >= cast(:load as numeric), false))::int
     + 131072 * (cast(:rail as numeric) is not null and not coalesce(s.rail_m <= cast(:rail as numeric), false))::int
     + 262144 * (cast(:port as numeric) is not null and not coalesce(s.port_m <= cast(:port as numeric), false))::int
     + 524288 * (cast(:motorway as numeric) is not null and not coalesce(s.motorway_m <= cast(:motorway as numeric), false))::int
     + 1048576 * (cast(:airport as numeric) is not null and not coalesce(s.airport_m <= cast(:airport as numeric), false))::int
     + 2097152 * (cast(:building_height as numeric) is not null and s.kind = any (cast(:builds as text[])) and not coalesce(s.height_max_m >= cast(:building_height as numeric), false))::int
     + 4194304 * (cast(:far as numeric) is not null and s.kind = any (cast(:builds as text[]))
                  and not coalesce(s.far_max >= cast(:far as numeric) and coalesce(s.far_min, 0) <= cast(:far as numeric), false))::int
     + 16777216 * (s.supply = 'closed')::int  -- no longer to be had: a limit that nobody can give up; 8388608 are thresholds, which the rules judge
    )::bigint as failed
from public_pool_site s cross join wanted w
where s.pool_id = :pool
order by s.place

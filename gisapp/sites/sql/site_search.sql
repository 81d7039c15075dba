-- Published sites of a pool that meet every limit, one page of them, and the counts beside each choice.
-- Params: pool, as_of; limits (null = none): area_min, area_max (m2 of land), industry (codes or clusters), park (codes), delivery_by,
-- price_min, price_max (yuan/m2), utility (all of them to the boundary), supply, kind, far_from, far_to, minima power_min, water_min, gas_min,
-- steam_min, sewage_min, height_min, load_min, maxima in metres rail_max, port_max, motorway_max, airport_max; sort, limit, offset;
-- band_min, band_max (m2); measures, steps, at_least (what the further limits offer).
-- `without`: how many sites there are when this one limit is dropped and the others stay. A choice's count likewise leaves
-- its own limit out, so it is what one gets by choosing it; utilities add up, so theirs is counted among the sites found.
-- Index: the rows of one pool by its primary key, scanned once.
with wanted as materialized (
    select case when cast(:industry as text[]) is null then null
                else coalesce((select array_agg(code) from public_industry
                               where code = any (cast(:industry as text[])) or cluster = any (cast(:industry as text[]))), '{}'::text[])
           end as codes
), site as materialized (
    select s.*, s.price_yuan_per_m2 as price from public_pool_site s where s.pool_id = :pool
), judged as (
    select site.*,
           (cast(:area_min as numeric) is null or coalesce(area_m2 >= cast(:area_min as numeric), false))
               and (cast(:area_max as numeric) is null or coalesce(area_m2 <= cast(:area_max as numeric), false)) as area_ok,
           w.codes is null or industry_codes && w.codes as industry_ok,
           cast(:park as text[]) is null or park_code = any (cast(:park as text[])) as park_ok,
           cast(:delivery_by as date) is null or coalesce(delivery_on <= cast(:delivery_by as date), false) as delivery_ok,
           (cast(:price_min as numeric) is null or coalesce(price >= cast(:price_min as numeric), false))
               and (cast(:price_max as numeric) is null or coalesce(price <= cast(:price_max as numeric), false)) as price_ok,
           cast(:utility as text[]) is null or utilities @> cast(:utility as text[]) as utility_ok,
           cast(:supply as text[]) is null or supply = any (cast(:supply as text[])) as supply_ok,
           cast(:kind as text[]) is null or site.kind = any (cast(:kind as text[])) as kind_ok,
           (cast(:far_from as numeric) is null or coalesce(far_max >= cast(:far_from as numeric), false))
               and (cast(:far_to as numeric) is null or coalesce(far_min <= cast(:far_to as numeric), far_max is not null)) as far_ok,
           (cast(:power_min as numeric) is null or coalesce(power_kva >= cast(:power_min as numeric), false))
               and (cast(:water_min as numeric) is null or coalesce(water_dn >= cast(:water_min as numeric), false))
               and (cast(:gas_min as numeric) is null or coalesce(gas_m3_h >= cast(:gas_min as numeric), false))
               and (cast(:steam_min as numeric) is null or coalesce(steam_t_h >= cast(:steam_min as numeric), false))
               and (cast(:sewage_min as numeric) is null or coalesce(sewage_dn >= cast(:sewage_min as numeric), false)) as capacity_ok,
           (cast(:rail_max as integer) is null or coalesce(rail_m <= cast(:rail_max as integer), false))
               and (cast(:port_max as integer) is null or coalesce(port_m <= cast(:port_max as integer), false))
               and (cast(:motorway_max as integer) is null or coalesce(motorway_m <= cast(:motorway_max as integer), false))
               and (cast(:airport_max as integer) is null or coalesce(airport_m <= cast(:airport_max as integer), false)) as distance_ok,
           (cast(:height_min as numeric) is null or coalesce(clear_height_m >= cast(:height_min as numeric), false))
               and (cast(:load_min as numeric) is null or coalesce(floor_load_t_m2 >= cast(:load_min as numeric), false)) as building_ok
    from site cross join wanted w
), counted as materialized (
    select *, 12 - area_ok::int - industry_ok::int - park_ok::int - delivery_ok::int - price_ok::int - utility_ok::int - supply_ok::int
              - kind_ok::int - far_ok::int - capacity_ok::int - distance_ok::int - building_ok::int as failed
    from judged
), hit as materialized (
    select *, row_number() over (order by
        case :sort when 'area' then area_m2 when '-area' then -area_m2 when 'price' then price when '-price' then -price end nulls last,
        case when :sort = 'delivery' and delivery_on is not null then greatest(delivery_on, cast(:as_of as date)) end nulls last,
        site_no) as rank
    from counted where failed = 0
), page as (
    select h.*, p.name_zh as park_name_zh, p.name_en as park_name_en, ST_SimplifyPreserveTopology(h.geom, 0.000004) as outline,
           ST_Expand(h.geom, 0.95 * greatest(ST_XMax(h.geom) - ST_XMin(h.geom), ST_YMax(h.geom) - ST_YMin(h.geom))) as frame
    from hit h join public_park p on p.code = h.park_code
    where h.rank > cast(:offset as int) and h.rank <= cast(:offset as int) + cast(:limit as int)
)
select
    (select count(*) from hit) as total,
    (select coalesce(sum(area_m2), 0) from hit) as total_area_m2,
    (select array[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)] from (select ST_Extent(geom) as e from hit) x where e is not null) as bbox,
    (select count(*) from site) as published,
    coalesce((select jsonb_agg(id order by rank) from hit), '[]') as ids,
    (select jsonb_build_object(
        'area', count(*) filter (where failed = (not area_ok)::int), 'industry', count(*) filter (where failed = (not industry_ok)::int),
        'park', count(*) filter (where failed = (not park_ok)::int), 'delivery', count(*) filter (where failed = (not delivery_ok)::int),
        'price', count(*) filter (where failed = (not price_ok)::int), 'utility', count(*) filter (where failed = (not utility_ok)::int),
        'supply', count(*) filter (where failed = (not supply_ok)::int), 'kind', count(*) filter (where failed = (not kind_ok)::int),
        'far', count(*) filter (where failed = (not far_ok)::int), 'capacity', count(*) filter (where failed = (not capacity_ok)::int),
        'distance', count(*) filter (where failed = (not distance_ok)::int),
        'building', count(*) filter (where failed = (not building_ok)::int)) from counted) as without,
    coalesce((select jsonb_agg(jsonb_build_object('value', p.code, 'label_zh', p.name_zh, 'label_en', p.name_en, 'count',
                  (select count(*) from counted c where c.park_code = p.code and c.failed = (not c.park_ok)::int)) order by p.sort_order, p.code)
              from public_park p), '[]') as parks,
    coalesce((select jsonb_agg(jsonb_build_object('value', i.code, 'label_zh', i.name_zh, 'label_en', i.name_en, 'cluster', i.cluster, 'count',
                  (select count(*) from counted c where i.code = any (c.industry_codes) and c.failed = (not c.industry_ok)::int)) order by i.cluster, i.code)
              from public_industry i), '[]') as industries,
    coalesce((select jsonb_object_agg(cluster, amount) from (
                  select i.cluster, count(distinct c.id) as amount
                  from public_industry i join counted c on i.code = any (c.industry_codes) and c.failed = (not c.industry_ok)::int
                  where i.cluster <> '' group by i.cluster) by_cluster), '{}') as clusters,
    coalesce((select jsonb_object_agg(band, amount) from (
                  select b.place as band, count(c.id) as amount
                  from unnest(cast(:band_min as numeric[]), cast(:band_max as numeric[])) with ordinality as b (low, high, place)
                  left join counted c on c.failed = (not c.area_ok)::int and coalesce(c.area_m2 >= b.low, true) and coalesce(c.area_m2 <= b.high, true)
                  group by b.place) by_band), '{}') as bands,
    coalesce((select jsonb_object_agg(utility, amount) from (
                  select utility, count(*) as amount from hit, unnest(utilities) as utility group by utility) by_utility), '{}') as utilities,
    coalesce((select jsonb_object_agg(supply, amount) from (
                  select supply, count(*) as amount from counted where failed = (not supply_ok)::int group by supply) by_supply), '{}') as supplies,
    coalesce((select jsonb_object_agg(kind, amount) from (
                  select kind, count(*) as amount from counted where failed = (not kind_ok)::int group by kind) by_kind), '{}') as kinds,
    -- a step of a measure is counted among the sites found: several measures add up
    coalesce((select jsonb_agg(jsonb_build_object('measure', m.measure, 'step', m.step, 'count', m.amount) order by m.place) from (
                  select o.measure, o.step, o.place, count(h.id) as amount
                  from unnest(cast(:measures as text[]), cast(:steps as numeric[]), cast(:at_least as boolean[])) with ordinality as o (measure, step, at_least, place)
                  left join hit h on case when o.at_least then 1 else -1 end * (
                      case o.measure when 'power' then h.power_kva when 'water' then h.water_dn when 'gas' then h.gas_m3_h when 'steam' then h.steam_t_h
                                     when 'sewage' then h.sewage_dn when 'height' then h.clear_height_m when 'load' then h.floor_load_t_m2
                                     when 'rail' then h.rail_m when 'port' then h.port_m when 'motorway' then h.motorway_m when 'airport' then h.airport_m end
                      - o.step) >= 0
                  group by o.measure, o.step, o.place) m), '[]') as measured,
    coalesce((select jsonb_agg(jsonb_build_object(
                  'id', id, 'kind', kind, 'plot_no', site_no, 'title_zh', title_zh, 'title_en', title_en, 'park_code', park_code,
                  'park_name_zh', park_name_zh, 'park_name_en', park_name_en,
                  'supply', supply, 'servicing', servicing, 'area_m2', area_m2, 'floor_area_m2', floor_area_m2,
                  'rent_yuan_per_m2_month', rent_yuan_per_m2_month, 'clear_height_m', clear_height_m, 'floor_load_t_m2', floor_load_t_m2,
                  'far_min', far_min, 'far_max', far_max,
                  'land_use_scheme', land_use_scheme, 'land_use_code', land_use_code,
                  'land_use_name_zh', land_use_name_zh, 'land_use_name_en', land_use_name_en, 'industry_codes', industry_codes,
                  'start_price_yuan_per_m2', price, 'start_total_yuan', price_yuan, 'delivery_on', delivery_on, 'summary_zh', summary_zh, 'summary_en', summary_en,
                  'utilities', utilities, 'outline', ST_AsGeoJSON(ST_Multi(outline), 6, 0)::jsonb,
                  'bbox', jsonb_build_array(ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)),
                  'roads', (select coalesce(jsonb_agg(jsonb_build_object('width_m', r.width_m, 'path', ST_AsGeoJSON(ST_Simplify(ST_ClipByBox2D(r.geom, Box2D(frame)), 0.00001), 6, 0)::jsonb)), '[]')
                            from public_road r where r.geom && frame and r.valid @> cast(:as_of as date))
              ) order by rank) from page), '[]') as items

-- Published sites on a day that meet every limit, one page of them, and the counts beside each choice.
-- Params: as_of; limits (null = none): area_min, area_max (m2), industry (codes or clusters), park (codes), delivery_by,
-- price_min, price_max (yuan/m2), utility (all of them to the boundary), supply; sort, limit, offset; band_min, band_max (m2).
-- `without`: how many sites there are when this one limit is dropped and the others stay. A choice's count likewise leaves
-- its own limit out, so it is what one gets by choosing it; utilities add up, so theirs is counted among the sites found.
-- Index: plot_snapshot has one row per plot and period; the public ones of a day are scanned once.
with wanted as materialized (
    select case when cast(:industry as text[]) is null then null
                else coalesce((select array_agg(code) from public_industry
                               where code = any (cast(:industry as text[])) or cluster = any (cast(:industry as text[]))), '{}'::text[])
           end as codes
), site as materialized (
    select s.id, s.plot_no, s.park_code, s.supply, s.servicing, s.area_m2, s.land_use_scheme, s.land_use_code, s.land_use_name_zh,
           s.land_use_name_en, s.geom, coalesce(o.industry_codes, '{}') as industry_codes, o.start_price_yuan_per_m2 as price, o.delivery_on,
           coalesce(o.summary_zh, '') as summary_zh, coalesce(o.summary_en, '') as summary_en,
           coalesce((select array_agg(f.utility) from public_site_servicing f
                     where f.id = s.id and f.valid @> cast(:as_of as date) and f.status in ('at_boundary', 'connected')), '{}') as utilities
    from public_site s
    left join public_site_offer o on o.id = s.id and o.valid @> cast(:as_of as date)
    where s.valid @> cast(:as_of as date)
), judged as (
    select site.*,
           coalesce(area_m2 >= cast(:area_min as numeric), true) and coalesce(area_m2 <= cast(:area_max as numeric), true) as area_ok,
           w.codes is null or industry_codes && w.codes as industry_ok,
           cast(:park as text[]) is null or park_code = any (cast(:park as text[])) as park_ok,
           cast(:delivery_by as date) is null or coalesce(delivery_on <= cast(:delivery_by as date), false) as delivery_ok,
           (cast(:price_min as numeric) is null or coalesce(price >= cast(:price_min as numeric), false))
               and (cast(:price_max as numeric) is null or coalesce(price <= cast(:price_max as numeric), false)) as price_ok,
           cast(:utility as text[]) is null or utilities @> cast(:utility as text[]) as utility_ok,
           cast(:supply as text[]) is null or supply = any (cast(:supply as text[])) as supply_ok
    from site cross join wanted w
), counted as materialized (
    select *, 7 - area_ok::int - industry_ok::int - park_ok::int - delivery_ok::int - price_ok::int - utility_ok::int - supply_ok::int as failed
    from judged
), hit as materialized (
    select *, row_number() over (order by
        case :sort when 'area' then area_m2 when '-area' then -area_m2 when 'price' then price when '-price' then -price end nulls last,
        case when :sort = 'delivery' and delivery_on is not null then greatest(delivery_on, cast(:as_of as date)) end nulls last,
        plot_no) as place
    from counted where failed = 0
), page as (
    select h.*, p.name_zh as park_name_zh, p.name_en as park_name_en, ST_SimplifyPreserveTopology(h.geom, 0.000004) as outline,
           ST_Expand(h.geom, 0.95 * greatest(ST_XMax(h.geom) - ST_XMin(h.geom), ST_YMax(h.geom) - ST_YMin(h.geom))) as frame
    from hit h join public_park p on p.code = h.park_code
    where h.place > cast(:offset as int) and h.place <= cast(:offset as int) + cast(:limit as int)
)
select
    (select count(*) from hit) as total,
    (select coalesce(sum(area_m2), 0) from hit) as total_area_m2,
    (select count(*) from site) as published,
    coalesce((select jsonb_agg(id order by place) from hit), '[]') as ids,
    (select jsonb_build_object(
        'area', count(*) filter (where failed = (not area_ok)::int), 'industry', count(*) filter (where failed = (not industry_ok)::int),
        'park', count(*) filter (where failed = (not park_ok)::int), 'delivery', count(*) filter (where failed = (not delivery_ok)::int),
        'price', count(*) filter (where failed = (not price_ok)::int), 'utility', count(*) filter (where failed = (not utility_ok)::int),
        'supply', count(*) filter (where failed = (not supply_ok)::int)) from counted) as without,
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
    coalesce((select jsonb_agg(jsonb_build_object(
                  'id', id, 'plot_no', plot_no, 'park_code', park_code, 'park_name_zh', park_name_zh, 'park_name_en', park_name_en,
                  'supply', supply, 'servicing', servicing, 'area_m2', area_m2, 'land_use_scheme', land_use_scheme, 'land_use_code', land_use_code,
                  'land_use_name_zh', land_use_name_zh, 'land_use_name_en', land_use_name_en, 'industry_codes', industry_codes,
                  'start_price_yuan_per_m2', price, 'delivery_on', delivery_on, 'summary_zh', summary_zh, 'summary_en', summary_en,
                  'utilities', utilities, 'outline', ST_AsGeoJSON(ST_Multi(outline), 6, 0)::jsonb,
                  'bbox', jsonb_build_array(ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)),
                  'roads', (select coalesce(jsonb_agg(jsonb_build_object('width_m', r.width_m, 'path', ST_AsGeoJSON(ST_Simplify(ST_ClipByBox2D(r.geom, Box2D(frame)), 0.00001), 6, 0)::jsonb)), '[]')
                            from public_road r where r.geom && frame and r.valid @> cast(:as_of as date))
              ) order by place) from page), '[]') as items

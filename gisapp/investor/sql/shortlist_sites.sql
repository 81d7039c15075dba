-- The sites of a list, plots and premises, with what is published of each today; one no longer published shows what was public last until it was put there.
-- Params: id, as_of. Index: shortlist_site_pkey, plot_snapshot(plot_id), premises_terms_premises.
select l.site_id as id, l.place, l.added_on, coalesce(n.kind, w.kind) as kind, coalesce(n.plot_no, w.plot_no) as plot_no,
       coalesce(n.title_zh, w.title_zh) as title_zh, coalesce(n.title_en, w.title_en) as title_en, coalesce(n.park_code, w.park_code) as park_code,
       k.name_zh as park_name_zh, k.name_en as park_name_en, coalesce(n.area_m2, w.area_m2) as area_m2,
       case when n.id is null then 'withdrawn' else 'published' end as state,
       n.supply, o.start_price_yuan_per_m2, coalesce(o.delivery_on, n.available_on) as delivery_on,
       n.floor_area_m2, n.rent_yuan_per_m2_month, n.sale_yuan,
       ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(n.geom, 0.000004)), 6, 0)::jsonb as outline
from shortlist_site l
left join lateral (
    select s.id, 'plot' as kind, s.plot_no, null as title_zh, null as title_en, s.park_code, s.area_m2, s.supply, null::date as available_on,
           null::numeric as floor_area_m2, null::numeric as rent_yuan_per_m2_month, null::numeric as sale_yuan, s.geom
    from public_site s where s.id = l.site_id and s.valid @> cast(:as_of as date)
    union all
    select p.id, p.kind, p.site_no, p.title_zh, p.title_en, p.park_code, z.area_m2, 'available', p.available_on,
           z.floor_area_m2, p.rent_yuan_per_m2_month, p.sale_yuan, p.geom
    from public_premises p join public_premises_size(cast(:as_of as date)) z on z.id = p.id
    where p.id = l.site_id and p.valid @> cast(:as_of as date)) n on true
left join lateral (
    select x.kind, x.plot_no, x.title_zh, x.title_en, x.park_code, x.area_m2 from (
        select 'plot' as kind, s.plot_no, null as title_zh, null as title_en, s.park_code, s.area_m2, lower(s.valid) as since
        from public_site s where s.id = l.site_id
        union all
        select p.kind, p.site_no, p.title_zh, p.title_en, p.park_code, z.area_m2, p.since
        from public_premises p join lateral public_premises_size(least(l.added_on, upper(p.valid) - 1)) z on z.id = p.id
        where p.id = l.site_id and p.since <= l.added_on) x
    where x.since <= l.added_on order by x.since desc limit 1) w on true
left join public_park k on k.code = coalesce(n.park_code, w.park_code)
left join public_site_terms(cast(:as_of as date)) o on o.id = n.id
where l.shortlist_id = :id
order by l.place

-- The sites of a list with what is published of each today; one no longer published shows what was public last until it was put there.
-- Params: id, as_of. Index: shortlist_site_pkey, plot_snapshot(plot_id).
select l.plot_id as id, l.place, l.added_on, coalesce(n.plot_no, w.plot_no) as plot_no, coalesce(n.park_code, w.park_code) as park_code,
       k.name_zh as park_name_zh, k.name_en as park_name_en, coalesce(n.area_m2, w.area_m2) as area_m2,
       case when n.id is null then 'withdrawn' else 'published' end as state,
       n.supply, o.start_price_yuan_per_m2, o.delivery_on,
       ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(n.geom, 0.000004)), 6, 0)::jsonb as outline
from shortlist_site l
left join public_site n on n.id = l.plot_id and n.valid @> cast(:as_of as date)
left join lateral (
    select p.plot_no, p.park_code, p.area_m2 from public_site p
    where p.id = l.plot_id and lower(p.valid) <= l.added_on order by lower(p.valid) desc limit 1) w on true
left join public_park k on k.code = coalesce(n.park_code, w.park_code)
left join public_site_offer o on o.id = n.id and o.valid @> cast(:as_of as date)
where l.shortlist_id = :id
order by l.place

-- Everything public about premises on a day. Params: id, as_of. No row: not published on that day. Index: premises_terms_premises.
select p.id, p.kind, case p.kind when 'workshop' then 'CF-' when 'transfer' then 'ZR-' else 'KZ-' end || p.id as plot_no, p.title_zh, p.title_en,
       p.land_area_m2, coalesce(r.room_m2, p.floor_area_m2) as floor_area_m2, r.open_land_m2, r.far_max, r.measured_on as room_measured_on,
       p.storeys, p.clear_height_m, p.floor_load_t_m2, p.crane_t, p.rent_yuan_per_m2_month, p.sale_yuan, p.available_on, p.contact_zh, p.contact_en,
       p.contact_phone, p.summary_zh, p.summary_en, p.source, p.observed_on, p.since,
       ST_AsGeoJSON(p.geom, 8, 0)::jsonb as geometry,
       jsonb_build_array(ST_XMin(p.geom), ST_YMin(p.geom), ST_XMax(p.geom), ST_YMax(p.geom)) as bbox,
       jsonb_build_object('code', k.code, 'name_zh', k.name_zh, 'name_en', k.name_en, 'operator_zh', k.operator_zh, 'operator_en', k.operator_en,
                          'purpose_zh', k.purpose_zh, 'purpose_en', k.purpose_en) as park,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en, 'is_leading', pi.is_leading)
                                  order by pi.is_leading desc, i.code)
                 from public_park_industry pi join public_industry i on i.code = pi.code and i.edition = pi.edition
                 where pi.park_code = p.park_code), '[]') as park_industries,
       coalesce((select jsonb_agg(jsonb_build_object('name_zh', n.name_zh, 'name_en', n.name_en, 'source', n.source) order by n.name_zh)
                 from public_park_resident n where n.park_code = p.park_code and n.valid @> cast(:as_of as date)), '[]') as residents,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en) order by i.code)
                 from public_industry i where i.code = any (p.industry_codes)), '[]') as industries,
       coalesce((select jsonb_agg(to_jsonb(f) - 'id' - 'valid' order by f.utility)
                 from public_premises_servicing f where f.id = p.id and f.valid @> cast(:as_of as date)), '[]') as utilities,
       coalesce((select jsonb_agg(to_jsonb(near) order by near.which) from (
            select distinct on (which) which, name_zh, name_en, grade, width_m, distance_m from (
                select d.name_zh, d.name_en, d.grade, d.width_m, round(ST_Distance(d.geom::geography, p.geom::geography)::numeric) as distance_m
                from public_road d where d.valid @> cast(:as_of as date) order by d.geom <-> p.geom limit 24) d
            cross join lateral (values ('nearest'), (case when d.grade in ('trunk', 'main') then 'main' end)) kind (which)
            where which is not null
            order by which, distance_m, name_zh) near), '[]') as roads,
       coalesce((select jsonb_agg(to_jsonb(n) order by n.distance_m, n.plot_no) from (
            select n.id, n.plot_no, n.supply, n.area_m2, n.park_code, round(ST_Distance(n.geom::geography, p.geom::geography)::numeric) as distance_m,
                   ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(n.geom, 0.000004)), 6, 0)::jsonb as outline
            from public_site n where n.valid @> cast(:as_of as date) order by n.geom <-> p.geom limit 5) n), '[]') as neighbours,
       (select jsonb_agg(jsonb_build_object('name_zh', d.name_zh, 'name_en', d.name_en, 'width_m', d.width_m, 'path', ST_AsGeoJSON(ST_Simplify(ST_ClipByBox2D(d.geom, Box2D(frame.box)), 0.00001), 6, 0)::jsonb))
        from public_road d where d.geom && frame.box and d.valid @> cast(:as_of as date)) as road_lines
from public_premises p
join public_park k on k.code = p.park_code
left join public_room_left(cast(:as_of as date)) r on r.plot_id = p.plot_id and p.kind = 'expansion'
cross join lateral (select ST_Expand(p.geom, 1.35 * greatest(ST_XMax(p.geom) - ST_XMin(p.geom), ST_YMax(p.geom) - ST_YMin(p.geom))) as box) frame
where p.id = :id and p.valid @> cast(:as_of as date)

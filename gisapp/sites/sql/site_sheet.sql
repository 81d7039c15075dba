-- Everything public about one published site on a day. Params: id, as_of. No row: not published on that day.
-- Index: plot_snapshot(plot_id); neighbours and roads are the few nearest ones.
select s.id, s.plot_no, s.supply, s.servicing, s.area_m2, s.area_basis, s.planar_epsg, s.boundary_since, s.address,
       s.land_use_scheme, s.land_use_code, s.land_use_name_zh, s.land_use_name_en,
       ST_AsGeoJSON(s.geom, 8, 0)::jsonb as geometry,
       jsonb_build_array(ST_XMin(s.geom), ST_YMin(s.geom), ST_XMax(s.geom), ST_YMax(s.geom)) as bbox,
       (select lower(period) from (select unnest(range_agg(p.valid)) as period from public_site p where p.id = s.id) t
        where period @> cast(:as_of as date)) as published_since,
       exists (select from public_reused_land r where r.id = s.id and r.valid @> cast(:as_of as date)) as is_reused_land,
       jsonb_build_object('code', k.code, 'name_zh', k.name_zh, 'name_en', k.name_en, 'operator_zh', k.operator_zh, 'operator_en', k.operator_en,
                          'purpose_zh', k.purpose_zh, 'purpose_en', k.purpose_en) as park,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en, 'is_leading', pi.is_leading)
                                  order by pi.is_leading desc, i.code)
                 from public_park_industry pi join public_industry i on i.code = pi.code and i.edition = pi.edition
                 where pi.park_code = s.park_code), '[]') as park_industries,
       coalesce((select jsonb_agg(jsonb_build_object('name_zh', r.name_zh, 'name_en', r.name_en, 'source', r.source) order by r.name_zh)
                 from public_park_resident r where r.park_code = s.park_code and r.valid @> cast(:as_of as date)), '[]') as residents,
       (select to_jsonb(o) - 'id' - 'valid' from public_site_offer o where o.id = s.id and o.valid @> cast(:as_of as date)) as offer,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en) order by i.code)
                 from public_site_offer o join public_industry i on i.code = any (o.industry_codes)
                 where o.id = s.id and o.valid @> cast(:as_of as date)), '[]') as industries,
       (select to_jsonb(c) - 'id' - 'valid' from public_site_condition c where c.id = s.id and c.valid @> cast(:as_of as date)) as conditions,
       (select to_jsonb(l) - 'id' - 'valid' - 'closed_on' - 'settled_on'
               || jsonb_build_object('state', case when l.settled_on <= cast(:as_of as date) then 'settled'
                                                   when l.closed_on <= cast(:as_of as date) then 'closed' else 'published' end)
        from public_site_listing l where l.id = s.id and l.valid @> cast(:as_of as date) order by l.announced_on desc limit 1) as listing,
       coalesce((select jsonb_agg(to_jsonb(f) - 'id' - 'valid' order by f.utility)
                 from public_site_servicing f where f.id = s.id and f.valid @> cast(:as_of as date)), '[]') as utilities,
       coalesce((select jsonb_agg(to_jsonb(near) order by near.which) from (
            select distinct on (which) which, name_zh, name_en, grade, width_m, distance_m from (
                select r.name_zh, r.name_en, r.grade, r.width_m, round(ST_Distance(r.geom::geography, s.geom::geography)::numeric) as distance_m
                from public_road r where r.valid @> cast(:as_of as date) order by r.geom <-> s.geom limit 24) r
            cross join lateral (values ('nearest'), (case when r.grade in ('trunk', 'main') then 'main' end)) kind (which)
            where which is not null
            order by which, distance_m, name_zh) near), '[]') as roads,
       coalesce((select jsonb_agg(to_jsonb(n) order by n.distance_m, n.plot_no) from (
            select n.id, n.plot_no, n.supply, n.area_m2, n.park_code, round(ST_Distance(n.geom::geography, s.geom::geography)::numeric) as distance_m,
                   ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(n.geom, 0.000004)), 6, 0)::jsonb as outline
            from public_site n where n.valid @> cast(:as_of as date) and n.id <> s.id order by n.geom <-> s.geom limit 5) n), '[]') as neighbours,
       (select jsonb_agg(jsonb_build_object('name_zh', r.name_zh, 'name_en', r.name_en, 'width_m', r.width_m, 'path', ST_AsGeoJSON(ST_Simplify(ST_ClipByBox2D(r.geom, Box2D(frame.box)), 0.00001), 6, 0)::jsonb))
        from public_road r where r.geom && frame.box and r.valid @> cast(:as_of as date)) as road_lines
from public_site s
join public_park k on k.code = s.park_code
cross join lateral (select ST_Expand(s.geom, 1.35 * greatest(ST_XMax(s.geom) - ST_XMin(s.geom), ST_YMax(s.geom) - ST_YMin(s.geom))) as box) frame
where s.id = :id and s.valid @> cast(:as_of as date)

-- Everything public about one published site on a day. Params: id, as_of. No row: not published on that day.
-- Index: plot_snapshot(plot_id); neighbours and roads are the few nearest ones.
select s.id, s.plot_no, s.supply, s.servicing, s.area_m2, s.area_basis, s.planar_epsg, s.boundary_since, s.address,
       s.land_use_scheme, s.land_use_code, s.land_use_name_zh, s.land_use_name_en,
       ST_AsGeoJSON(s.geom, 8, 0)::jsonb as geometry,
       jsonb_build_array(ST_XMin(s.geom), ST_YMin(s.geom), ST_XMax(s.geom), ST_YMax(s.geom)) as bbox,
       (select lower(period) from (select unnest(range_agg(p.valid)) as period from public_site p where p.id = s.id) t
        where period @> cast(:as_of as date)) as published_since,
       exists (select from public_reused_land r where r.id = s.id and r.valid @> cast(:as_of as date)) as is_reused_land,
       around.park, around.park_industries, around.residents,
       case when o.id is not null then to_jsonb(o) - 'id' - 'requirements' end as offer,
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en) order by i.code)
                 from public_industry i where i.code = any (o.industry_codes)), '[]') as industries,
       (select c.limits || jsonb_build_object('source', c.source, 'since', c.since) from public_site_condition c where c.id = s.id and c.valid @> cast(:as_of as date)) as conditions,
       (select to_jsonb(l) - 'id' - 'valid' - 'over_from' - 'settled_on'
               || jsonb_build_object('state', case when l.settled_on <= cast(:as_of as date) then 'settled'
                                                   when l.over_from <= cast(:as_of as date) then 'closed' else 'published' end,
                                     'since', case when l.settled_on <= cast(:as_of as date) then l.settled_on
                                                   when l.over_from <= cast(:as_of as date) then l.over_from else l.announced_on end)
        from public_site_listing l where l.id = s.id and l.valid @> cast(:as_of as date) order by l.announced_on desc limit 1) as listing,
       coalesce((select jsonb_agg(to_jsonb(f) - 'id' - 'valid' order by f.utility)
                 from public_site_servicing f where f.id = s.id and f.valid @> cast(:as_of as date)), '[]') as utilities,
       around.roads, around.neighbours, around.road_lines
from public_site s
left join public_site_terms(cast(:as_of as date)) o on o.id = s.id
cross join lateral public_around(s.park_code, s.geom, s.id, cast(:as_of as date)) around
where s.id = :id and s.valid @> cast(:as_of as date)

-- Parks on a day with what the caller may see in them. Params: as_of, all_parks, park_ids, is_staff.
-- The public counts published plots only. Index: plot_snapshot(park_id), park_boundary exclusion.
select p.id, p.code, p.name_zh, p.name_en, p.operator_zh, p.operator_en, p.purpose_zh, p.purpose_en,
       parent.code as parent_code, p.planar_epsg,
       b.area_planar_m2, b.area_ellipsoidal_m2, b.source as boundary_source, lower(b.valid) as boundary_valid_from,
       case when b.geom is null then null else array[ST_XMin(b.geom), ST_YMin(b.geom), ST_XMax(b.geom), ST_YMax(b.geom)] end as bbox,
       case when b.geom is null then null else array[ST_X(ST_PointOnSurface(b.geom)), ST_Y(ST_PointOnSurface(b.geom))] end as label_point,
       coalesce(s.plot_count, 0) as plot_count, coalesce(s.plot_area_m2, 0) as plot_area_m2,
       coalesce(i.industries, '[]'::jsonb) as industries,
       coalesce(r.residents, '[]'::jsonb) as residents
from park p
left join park parent on parent.id = p.parent_park_id
left join park_boundary b on b.park_id = p.id and upper_inf(b.recorded) and b.valid @> cast(:as_of as date)
left join lateral (
    select count(*) as plot_count, sum(area_m2) as plot_area_m2
    from plot_snapshot s where s.park_id = p.id and s.valid @> cast(:as_of as date) and (:is_staff or s.is_public)
) s on true
left join lateral (
    select jsonb_agg(jsonb_build_object('code', i.code, 'name_zh', i.name_zh, 'name_en', i.name_en, 'cluster', i.cluster,
                                        'is_leading', pi.is_leading) order by pi.is_leading desc, i.code) as industries
    from park_industry pi join industry i on i.code = pi.industry_code and i.edition = pi.edition where pi.park_id = p.id
) i on true
left join lateral (
    select jsonb_agg(jsonb_build_object('name_zh', y.name_zh, 'name_en', y.name_en) order by r.id) as residents
    from park_resident r join party y on y.id = r.party_id where r.park_id = p.id and r.valid @> cast(:as_of as date) and y.is_real
) r on true
where not :is_staff or :all_parks or p.id = any(:park_ids)
order by p.sort_order, p.code

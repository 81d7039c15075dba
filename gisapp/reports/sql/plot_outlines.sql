-- Every filtered plot with its outline as stored and as delivered. Follows land/plot_filtered.
select f.plot_no, v.plot_name, v.planar_epsg, p.name_zh as park_name_zh, f.land_use_scheme, f.land_use_code, c.name_zh as land_use_name_zh,
       h.holder_name_zh, v.parcel_no, v.real_estate_unit_no, v.address, v.document, v.area_surveyed_m2, v.area_planar_m2, v.area_ellipsoidal_m2,
       v.boundary_points, ST_AsBinary(v.geom) as wkb
from filtered f
join plot_version v on v.id = f.version_id
join park p on p.id = f.park_id
left join land_use_class c on c.scheme = f.land_use_scheme and c.code = f.land_use_code
left join lateral (
    select string_agg(y.name_zh, '、' order by pp.share desc, y.id) as holder_name_zh
    from plot_party pp join party y on y.id = pp.party_id
    where pp.plot_id = f.id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date)
) h on true
order by p.sort_order, f.plot_no

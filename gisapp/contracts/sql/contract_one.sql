-- One contract with its plot as on a day and its party. Params: id, as_of, all_parks, park_ids. Index: contract primary key.
select c.*, y.name_zh as party_name_zh, y.name_en as party_name_en, y.credit_code, b.plot_no, b.park_id, b.zone_id, b.park_code, b.park_name_zh, b.park_name_en,
       b.parcel_no, b.bbox, u.name_zh as land_use_name_zh, u.name_en as land_use_name_en,
       i.code as industry_named_code, i.name_zh as industry_name_zh, i.name_en as industry_name_en, l.listing_no, s.boundary_version_no
from contract c
join party y on y.id = c.party_id
join lateral (
    -- where the plot lies on that day; a plot whose boundary is younger or gone is found by its nearest one
    select v.plot_no, v.park_id, v.zone_id, v.parcel_no, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en,
           array[ST_XMin(v.geom), ST_YMin(v.geom), ST_XMax(v.geom), ST_YMax(v.geom)] as bbox
    from plot_version v join park p on p.id = v.park_id
    where v.plot_id = c.plot_id and upper_inf(v.recorded)
    order by v.valid @> cast(:as_of as date) desc, v.version_no desc
    limit 1
) b on true
left join land_use_class u on u.scheme = c.land_use_scheme and u.code = c.land_use_code
left join lateral (select n.code, n.name_zh, n.name_en from industry n where c.industry_code like n.code || '%' order by length(n.code) desc limit 1) i on true
left join listing l on l.id = c.listing_id
left join lateral (select v.version_no as boundary_version_no from plot_version v where v.id = c.plot_version_id) s on true
where c.id = :id and (:all_parks or b.park_id = any(:park_ids))

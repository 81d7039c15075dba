-- One page of the filtered plots with what a row shows. Follows plot_filtered. Params: limit, offset besides.
, page as (
    select f.*, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, p.sort_order,
           c.name_zh as land_use_name_zh, c.name_en as land_use_name_en,
           h.holder_name_zh, h.holder_name_en
    from filtered f
    join park p on p.id = f.park_id
    left join land_use_class c on c.scheme = f.land_use_scheme and c.code = f.land_use_code
    left join lateral (
        select string_agg(y.name_zh, '、' order by pp.share desc, y.id) as holder_name_zh,
               string_agg(y.name_en, ', ' order by pp.share desc, y.id) as holder_name_en
        from plot_party pp join party y on y.id = pp.party_id
        where :is_staff and pp.plot_id = f.id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date)
    ) h on true
)
select id, plot_no, park_code, park_name_zh, park_name_en, stage, servicing, supply,
       case when :is_staff then land_control end as land_control, case when :is_staff then development end as development,
       case when :is_staff then compliance end as compliance,
       land_use_scheme, land_use_code, land_use_name_zh, land_use_name_en, area_m2, holder_name_zh, holder_name_en, is_public,
       lower(valid) as changed_on,
       array[ST_X(g.center), ST_Y(g.center)] as centroid,
       array[ST_XMin(g.box), ST_YMin(g.box), ST_XMax(g.box), ST_YMax(g.box)] as bbox
from page
cross join lateral (
    select ST_Transform(ST_PointOnSurface(shown.outline), 4490) as center, ST_Transform(ST_Envelope(shown.outline), 4490) as box
    from (select case when :is_staff then page.geom_3857 else public_mercator(page.geom_3857) end as outline) shown
) g

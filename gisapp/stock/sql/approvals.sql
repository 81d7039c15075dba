-- Approvals to convert as known now that meet the caller's parks, with what of their ground is supplied on the day.
-- Params: as_of; all_parks, park_ids. Index: conversion_approval_geom.
select a.id, a.kind, a.approval_no, a.title, a.authority, a.approved_on, a.area_m2, a.remark, a.evidence_ids, a.source, a.recorded_by_name,
       lower(a.valid) as valid_from, upper(a.valid) as valid_to, a.valid @> cast(:as_of as date) as holds, g.parks, round(g.drawn_m2::numeric, 2) as drawn_m2,
       round(coalesce(u.supplied_m2, 0), 2) as supplied_m2, round(coalesce(u.public_m2, 0), 2) as public_m2,
       array[ST_XMin(a.geom), ST_YMin(a.geom), ST_XMax(a.geom), ST_YMax(a.geom)] as bbox
from conversion_approval a
cross join lateral (
    select array_agg(p.code order by p.sort_order) as parks, max(ST_Area(ST_Transform(a.geom, p.planar_epsg))) as drawn_m2
    from park p join park_boundary b on b.park_id = p.id and upper_inf(b.recorded) and b.geom && a.geom and ST_Intersects(b.geom, a.geom)
                                     and b.valid @> greatest(a.approved_on, cast(:as_of as date))
    where :all_parks or p.id = any (:park_ids)
) g
left join lateral (
    select sum(x.m2) filter (where x.stock_class in ('supplied_unused', 'partly_used', 'built_idle', 'below_promise', 'in_good_use')) as supplied_m2,
           sum(x.m2) filter (where x.stock_class = 'not_for_supply') as public_m2
    from (select s.stock_class, case when ST_CoveredBy(s.geom, a.geom) then s.area_m2
                                     else ST_Area(ST_Intersection(ST_Transform(s.geom, s.planar_epsg), ST_Transform(a.geom, s.planar_epsg)))::numeric end as m2
          from stock_patch s where upper_inf(s.recorded) and s.valid @> cast(:as_of as date) and s.geom && a.geom) x
) u on true
where upper_inf(a.recorded) and lower(a.valid) <= cast(:as_of as date) and (:all_parks or g.parks is not null)
order by a.approved_on desc, a.approval_no

-- Regional assessments as known now: term, parks that they meet, and the candidate plots in the caller's parks that each covers or only meets.
-- Params: as_of, all_parks, park_ids, is_staff. Index: regional_assessment_geom, plot_version_geom.
with candidate as materialized (
    select s.plot_id, v.geom
    from plot_snapshot s
    join plot_version v on v.id = s.version_id
    where s.valid @> cast(:as_of as date) and s.stage in ('raw', 'prepared', 'announced', 'on_offer')
      and (s.land_use_code is null or s.land_use_scheme like '用地用海%' and left(s.land_use_code, 2) in ('10', '11'))
      and (:all_parks or s.park_id = any(:park_ids))
), met as (
    select r.id, count(*) as met_count, count(*) filter (where ST_CoveredBy(c.geom, r.geom)) as covered_count
    from regional_assessment r
    join candidate c on r.geom && c.geom and ST_Intersects(r.geom, c.geom)
    where upper_inf(r.recorded)
    group by r.id
)
select r.id, r.kind, r.title, r.compiled_by, r.document_no, r.approved_on, lower(r.valid) as valid_from, upper(r.valid) as valid_to, r.remark,
       r.evidence_ids, r.source, lower(r.recorded) as recorded_at, r.recorded_by_name, round(ST_Area(r.geom::geography)::numeric, 2) as area_ellipsoidal_m2,
       array[ST_XMin(r.geom), ST_YMin(r.geom), ST_XMax(r.geom), ST_YMax(r.geom)] as bbox,
       (select coalesce(array_agg(p.code order by p.sort_order, p.code), '{}') from park p join park_boundary b on b.park_id = p.id
        where upper_inf(b.recorded) and b.valid @> cast(:as_of as date) and p.zone_id = r.zone_id
          and ST_Relate(b.geom, r.geom, 'T********')) as park_codes,
       coalesce(m.covered_count, 0) as covered_count, coalesce(m.met_count, 0) - coalesce(m.covered_count, 0) as partly_count
from regional_assessment r
left join met m on m.id = r.id
where upper_inf(r.recorded)
order by r.kind, lower(r.valid), r.id

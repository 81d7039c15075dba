-- One plot on a day: boundary, areas, axes; columns that are not public come back null without an account, the outline as exactly as the public may know it. Params: id, as_of, is_staff, all_parks, park_ids. Index: plot_snapshot(plot_id).
select s.plot_id as id, s.version_id, s.plot_no, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, s.park_id, s.zone_id,
       s.stage, s.servicing, s.supply, s.is_public, v.version_no,
       case when :is_staff then s.land_control end as land_control, case when :is_staff then s.development end as development,
       case when :is_staff then s.compliance end as compliance, case when :is_staff then v.plot_name end as plot_name,
       case when :is_staff then v.parcel_no end as parcel_no, case when :is_staff then v.real_estate_unit_no end as real_estate_unit_no,
       case when :is_staff then v.supervision_no end as supervision_no, case when :is_staff then v.address end as address,
       v.land_use_scheme, v.land_use_code, c.name_zh as land_use_name_zh, c.name_en as land_use_name_en,
       case when :is_staff then v.land_use_words end as land_use_words, s.area_m2, v.area_surveyed_m2, v.area_planar_m2, v.area_ellipsoidal_m2, v.planar_epsg,
       case when :is_staff then v.boundary_points end as boundary_points, case when :is_staff then v.source end as source,
       case when :is_staff then v.document end as document, case when :is_staff then v.survey_id end as survey_id, lower(v.valid) as boundary_valid_from, upper(v.valid) as boundary_valid_to,
       lower(v.recorded) as boundary_recorded_at,
       ST_AsGeoJSON(shown.geom, 9, 0)::jsonb as geometry,
       ST_AsGeoJSON(ST_Transform(shown.geom, v.planar_epsg), 4, 0)::jsonb as planar_geometry,
       array[ST_X(ST_PointOnSurface(shown.geom)), ST_Y(ST_PointOnSurface(shown.geom))] as centroid,
       array[ST_XMin(shown.geom), ST_YMin(shown.geom), ST_XMax(shown.geom), ST_YMax(shown.geom)] as bbox
from plot_snapshot s
join plot_version v on v.id = s.version_id
cross join lateral (select case when :is_staff then v.geom else public_geometry(v.geom) end as geom) shown
join park p on p.id = s.park_id
left join land_use_class c on c.scheme = v.land_use_scheme and c.code = v.land_use_code
where s.plot_id = :id and s.valid @> cast(:as_of as date)
  and case when :is_staff then (:all_parks or s.park_id = any(:park_ids)) else s.is_public end

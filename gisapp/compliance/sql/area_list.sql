-- Constraint areas as known now with their standing on a day and the plots of the day that they overlap (drawn range, without distance).
-- Params: as_of, kind (null = all), q. Index: plot_version_geom, constraint_area_geom.
select a.id, coalesce(a.root_id, a.id) as root_id, a.kind, a.name_zh, a.name_en, a.source, a.document_no, a.distance_m, a.remark,
       lower(a.valid) as valid_from, upper(a.valid) as valid_to,
       case when a.valid @> cast(:as_of as date) then 'in_force' when lower(a.valid) > cast(:as_of as date) then 'future' else 'ended' end as standing,
       lower(a.recorded) as recorded_at, a.recorded_by_name, round(ST_Area(a.geom::geography)::numeric, 2) as area_ellipsoidal_m2,
       (select count(*) from plot_version v where v.zone_id = a.zone_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
          and v.geom && a.geom and ST_Relate(v.geom, a.geom, 'T********')) as plots,
       ST_XMin(a.geom) as west, ST_YMin(a.geom) as south, ST_XMax(a.geom) as east, ST_YMax(a.geom) as north
from constraint_area a
where upper_inf(a.recorded) and (cast(:kind as text) is null or a.kind = cast(:kind as text))
  and (cast(:q as text) = '' or a.name_zh ilike '%' || cast(:q as text) || '%' or a.document_no ilike '%' || cast(:q as text) || '%'
       or a.source ilike '%' || cast(:q as text) || '%')
order by a.kind, a.name_zh, a.id

-- Boundaries of accepted rows: new ones, revised ones, and what the revised ones were until the day. One statement, so that the
-- table's check of place and overlap sees them together. Params: survey_id, rows, closed (ids), valid_from, source, document.
-- A revision keeps an attribute where the file gives none; surveyed area and points stay only where the boundary does.
insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, plot_name, geom, area_surveyed_m2, parcel_no, real_estate_unit_no,
                          supervision_no, address, land_use_scheme, land_use_code, land_use_words, boundary_points, survey_id, source, document, valid)
select v.plot_id, v.version_no, v.zone_id, v.park_id, v.planar_epsg, v.plot_no, v.plot_name, v.geom, v.area_surveyed_m2, v.parcel_no, v.real_estate_unit_no,
       v.supervision_no, v.address, v.land_use_scheme, v.land_use_code, v.land_use_words, v.boundary_points, v.survey_id, v.source, v.document,
       daterange(lower(v.valid), cast(:valid_from as date))
from plot_version v
where v.id = any(cast(:closed as bigint[])) and lower(v.valid) < cast(:valid_from as date)
union all
select a.plot_id, coalesce(f.base_version_no, 0) + 1, p.zone_id, p.id, p.planar_epsg, f.plot_no,
       coalesce(f.attributes ->> 'plot_name', v.plot_name), f.geom,
       coalesce(f.area_declared_m2, case when ST_Equals(v.geom, f.geom) then v.area_surveyed_m2 end),
       coalesce(f.attributes ->> 'parcel_no', v.parcel_no), coalesce(f.attributes ->> 'real_estate_unit_no', v.real_estate_unit_no),
       coalesce(f.attributes ->> 'supervision_no', v.supervision_no), coalesce(f.attributes ->> 'address', v.address),
       case when f.attributes ? 'land_use_code' then f.attributes ->> 'land_use_scheme' else v.land_use_scheme end,
       coalesce(f.attributes ->> 'land_use_code', v.land_use_code),
       case when f.attributes ?| array['land_use_code', 'land_use_words'] then f.attributes ->> 'land_use_words' else v.land_use_words end,
       coalesce(f.boundary_points, case when ST_Equals(v.geom, f.geom) then v.boundary_points end),
       f.survey_id, :source, coalesce(f.attributes ->> 'document', :document), daterange(cast(:valid_from as date), upper(v.valid))
from survey_feature f
join survey_accepted a on a.survey_id = f.survey_id and a.row_no = f.row_no
join park p on p.id = f.park_id
left join plot_version v on v.id = any(cast(:closed as bigint[])) and v.plot_id = f.plot_id
where f.survey_id = :survey_id and f.row_no = any(:rows)

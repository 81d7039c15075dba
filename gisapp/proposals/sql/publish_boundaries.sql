-- Boundaries of a publication: what changed plots were until the day, and what every plot is from it on. One statement, so that the table's
-- check of place and overlap sees them together. Params: closed (ids), day, source, document, shape_ids, plot_ids, version_nos (in one order).
insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, plot_name, geom, area_surveyed_m2, parcel_no, real_estate_unit_no,
                          supervision_no, address, land_use_scheme, land_use_code, land_use_words, boundary_points, survey_id, source, document, valid)
select v.plot_id, v.version_no, v.zone_id, v.park_id, v.planar_epsg, v.plot_no, v.plot_name, v.geom, v.area_surveyed_m2, v.parcel_no, v.real_estate_unit_no,
       v.supervision_no, v.address, v.land_use_scheme, v.land_use_code, v.land_use_words, v.boundary_points, v.survey_id, v.source, v.document,
       daterange(lower(v.valid), cast(:day as date))
from plot_version v
where v.id = any(cast(:closed as bigint[])) and lower(v.valid) < cast(:day as date)
union all
select w.plot_id, w.version_no, p.zone_id, p.park_id, s.planar_epsg, s.plot_no, s.attributes ->> 'plot_name', s.geom,
       cast(s.attributes ->> 'area_surveyed_m2' as numeric), s.attributes ->> 'parcel_no', s.attributes ->> 'real_estate_unit_no',
       s.attributes ->> 'supervision_no', s.attributes ->> 'address', s.attributes ->> 'land_use_scheme', s.attributes ->> 'land_use_code',
       s.attributes ->> 'land_use_words',
       s.points, null, :source, :document, daterange(cast(:day as date), null)
from unnest(cast(:shape_ids as bigint[]), cast(:plot_ids as bigint[]), cast(:version_nos as integer[])) as w (shape_id, plot_id, version_no)
join proposal_shape s on s.id = w.shape_id
join proposal p on p.id = s.proposal_id

-- The live plots a survey file is held against: those its extent meets and those whose number it uses, from a day on.
-- Params: zone_id, day, west, south, east, north (null: no extent), plot_nos. Index: plot_version GiST (geom), exclusion (zone_id, plot_no).
-- The version in force on the day comes last of its plot, so that a look-up by number finds it.
select v.plot_id, v.id as version_id, max(v.version_no) over (partition by v.plot_id) as version_no, v.plot_no, v.park_id, p.name_zh as park_name,
       ST_AsBinary(v.geom) as geom, v.plot_name, v.parcel_no, v.real_estate_unit_no, v.supervision_no, v.address, v.land_use_scheme, v.land_use_code,
       v.land_use_words, v.area_surveyed_m2
from plot_version v
join park p on p.id = v.park_id
where v.zone_id = :zone_id and upper_inf(v.recorded) and v.valid && daterange(cast(:day as date), null)
  and (v.geom && ST_MakeEnvelope(:west, :south, :east, :north, 4490) or v.plot_no = any(cast(:plot_nos as text[])))
order by v.plot_no, v.valid @> cast(:day as date)

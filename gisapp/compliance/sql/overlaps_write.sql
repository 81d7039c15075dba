-- Write the overlaps that a run saw first. Params: rows (JSON array), as_of, run_id. Index: constraint_overlap_open_once.
insert into constraint_overlap (zone_id, park_id, plot_id, area_id, kind, mode, severity, name_zh, name_en, basis, distance_m, overlap_m2, share, geom,
                                cause, fingerprint, found_on, found_run_id)
select r.zone_id, r.park_id, r.plot_id, r.area_id, r.kind, r.mode, r.severity, r.name_zh, r.name_en, r.basis, r.distance_m, r.overlap_m2, r.share,
       ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(r.geometry), 4490)), r.cause, r.fingerprint, cast(:as_of as date), :run_id
from jsonb_to_recordset(cast(:rows as jsonb)) as r (
    zone_id bigint, park_id bigint, plot_id bigint, area_id bigint, kind text, mode text, severity text, name_zh text, name_en text, basis text,
    distance_m numeric, overlap_m2 numeric, share numeric, geometry jsonb, cause text, fingerprint text)

-- Write the findings that a run saw first. Params: rows (JSON array), as_of, run_id. Index: plot_finding_open_once.
insert into plot_finding (zone_id, park_id, plot_id, other_plot_id, rule, rule_version, code, severity, message_zh, message_en, fix_zh, fix_en,
                          measured, required, tolerances, geom, fingerprint, found_on, found_run_id)
select r.zone_id, r.park_id, r.plot_id, r.other_plot_id, r.rule, r.rule_version, r.code, r.severity, r.message_zh, r.message_en, r.fix_zh, r.fix_en,
       r.measured, r.required, r.tolerances, ST_SetSRID(ST_GeomFromGeoJSON(r.geometry), 4490), r.fingerprint, cast(:as_of as date), :run_id
from jsonb_to_recordset(cast(:rows as jsonb)) as r (
    zone_id bigint, park_id bigint, plot_id bigint, other_plot_id bigint, rule text, rule_version integer, code text, severity text, message_zh text,
    message_en text, fix_zh text, fix_en text, measured text, required text, tolerances jsonb, geometry jsonb, fingerprint text)

insert into stock_patch (park_id, plot_id, part_no, origin, planar_epsg, stock_class, detail, proposed_class, is_decided, compliance, land_use_scheme,
                         land_use_code, label_zh, reason_zh, reason_en, basis, inputs, fingerprint, geom, valid)
select r.park_id, r.plot_id, r.part_no, r.origin, r.planar_epsg, r.stock_class, r.detail, r.proposed_class, r.is_decided, r.compliance, r.land_use_scheme,
       r.land_use_code, r.label_zh, r.reason_zh, r.reason_en, r.basis, r.inputs, r.fingerprint, ST_SetSRID(r.geom::geometry, 4490), daterange(r.since, r.until)
from jsonb_to_recordset(cast(:rows as jsonb)) as r (
    park_id bigint, plot_id bigint, part_no integer, origin text, planar_epsg integer, stock_class text, detail text, proposed_class text, is_decided boolean,
    compliance text, land_use_scheme text, land_use_code text, label_zh text, reason_zh text, reason_en text, basis text, inputs jsonb, fingerprint text,
    geom text, since date, until date)

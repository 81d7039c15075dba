-- One report of the caller's parks; one of a shape in no park is for those who see the whole zone. Params: id, all_parks, park_ids.
-- Index: primary key.
select r.id, r.zone_id, r.park_id, r.report_no, r.subject, r.plot_id, r.subject_zh, r.as_of, r.verdict, r.area_m2, r.sha256, r.made_at, r.made_by_name,
       r.content, ST_AsBinary(r.geom) as geom, p.name_zh as park_name_zh
from compliance_report r
left join park p on p.id = r.park_id
where r.id = :id and (:all_parks or r.park_id = any(:park_ids))

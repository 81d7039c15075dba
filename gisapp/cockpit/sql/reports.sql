-- Frozen months of a zone, newest first, without their content. Param: zone_id. Index: monthly_report_once.
select r.id, r.month, r.as_of, r.sha256, r.previous_sha256, r.frozen_at, r.frozen_by_name, length(r.content) as characters,
       (select count(*) from monthly_report_reason w where w.report_id = r.id) as reasons
from monthly_report r
where r.zone_id = :zone_id
order by r.month desc

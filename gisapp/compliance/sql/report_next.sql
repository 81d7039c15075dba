-- The next number of reports of a year. Params: zone_id, prefix. Index: compliance_report_number_once.
select coalesce(max(substr(report_no, length(:prefix) + 1)::integer), 0) + 1
from compliance_report where zone_id = :zone_id and report_no like :prefix || '%'

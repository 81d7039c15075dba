-- Why figures of a frozen month are others today, oldest first. Param: report_id. Index: monthly_report_reason_report.
select figure, frozen_value, live_value, reason, recorded_at, recorded_by_name from monthly_report_reason where report_id = :report_id order by id

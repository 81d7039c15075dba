-- What was said about months before :month between the freezing of the report before it and its own: those it has to print.
-- Params: zone_id, month. Index: monthly_report_once.
select r.month, w.figure, w.frozen_value, w.live_value, w.reason
from monthly_report_reason w
join monthly_report r on r.id = w.report_id
join monthly_report this on this.zone_id = r.zone_id and this.month = :month
where r.zone_id = :zone_id and r.month < :month and w.recorded_at <= this.frozen_at
  and not exists (select from monthly_report between_them where between_them.zone_id = r.zone_id and between_them.month > r.month
                                                            and between_them.month < :month and between_them.frozen_at >= w.recorded_at)
order by r.month, w.id

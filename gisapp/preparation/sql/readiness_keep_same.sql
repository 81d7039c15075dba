-- Answers that say what the kept ones say: they get the new day of judgement. Returns their plots.
-- Params: rows (json array of summaries), day. Index: plot_readiness_plot.
update plot_readiness p
set judged_on = greatest(p.judged_on, cast(:day as date)), judged_at = clock_timestamp(), holds_until = f.holds_until, is_stale = false
from jsonb_to_recordset(cast(:rows as jsonb)) as f (plot_id bigint, state text, topics jsonb, failed_count int, open_count int, reason_zh text, holds_until date)
where p.plot_id = f.plot_id and upper_inf(p.valid) and lower(p.valid) <= cast(:day as date) and p.judged_on <= cast(:day as date)
  and (p.state, p.topics, p.failed_count, p.open_count, p.reason_zh) = (f.state, f.topics, f.failed_count, f.open_count, f.reason_zh)
returning p.plot_id

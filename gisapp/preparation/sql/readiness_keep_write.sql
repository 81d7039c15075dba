-- New answers, from today on; a plot that has an answer of a later day keeps that one. Params: rows, day. Index: plot_readiness_plot.
insert into plot_readiness (plot_id, state, topics, failed_count, open_count, reason_zh, judged_on, holds_until, valid)
select f.plot_id, f.state, f.topics, f.failed_count, f.open_count, f.reason_zh, cast(:day as date), f.holds_until, daterange(cast(:day as date), null)
from jsonb_to_recordset(cast(:rows as jsonb)) as f (plot_id bigint, state text, topics jsonb, failed_count int, open_count int, reason_zh text, holds_until date)
where not exists (select from plot_readiness p where p.plot_id = f.plot_id and upper_inf(p.valid))

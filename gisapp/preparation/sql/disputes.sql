-- Disputes of a plot with how they ended, open ones first. Params: plot_id. Index: dispute_plot.
select d.id, d.title, d.opened_on, d.evidence_ids, d.recorded_by_name, e.closed_on, e.outcome, coalesce(e.evidence_ids, '{}') as closing_evidence_ids,
       e.recorded_by_name as closed_by_name
from dispute d
left join dispute_closure e on e.dispute_id = d.id
where d.plot_id = :plot_id
order by e.closed_on is not null, d.opened_on desc, d.id desc

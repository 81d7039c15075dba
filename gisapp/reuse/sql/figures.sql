-- Every set of figures of a measure, newest first, those taken back with why. Params: measure_id. Index: reuse_figures_measure.
select f.id, f.side, f.year, f.area_m2, f.floor_area_m2, f.investment_yuan, f.output_yuan, f.tax_yuan, f.value_added_yuan, f.staff, f.source, f.source_zh, f.evidence_ids,
       f.actor_name, f.recorded_at, w.reason as taken_back_reason, w.actor_name as taken_back_by
from reuse_figures f
left join reuse_withdrawal w on w.subject = 'figures' and w.subject_id = f.id
where f.measure_id = :measure_id
order by f.id desc

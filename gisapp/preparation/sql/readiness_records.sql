-- Recorded answers of the gate for a plot, newest first. Params: plot_id. Index: readiness_record_plot.
select r.id, r.as_of, r.passed, r.made_at, r.made_by_name, v.version_no,
       (select count(*) from jsonb_array_elements(r.items) i where i ->> 'state' <> 'passed') as lacking_count
from readiness_record r
join plot_version v on v.id = r.plot_version_id
where r.plot_id = :plot_id
order by r.as_of desc, r.id desc
limit 50

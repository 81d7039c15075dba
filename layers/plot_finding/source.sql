-- Findings of the nightly check that stand on :as_of, at the place to look at. Index: plot_finding_geom_3857.
select f.id, f.park_id, f.geom_3857, f.place as geom, f.severity, v.plot_no, f.message_zh, f.message_en, f.fix_zh, f.measured, f.required,
       f.found_on, p.name_zh as park_name_zh
from plot_finding f
join park p on p.id = f.park_id
left join plot_version v on v.plot_id = f.plot_id and upper_inf(v.recorded) and v.valid @> :as_of
where f.found_on <= :as_of and (f.resolved_on is null or f.resolved_on > :as_of)

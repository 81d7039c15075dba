-- Everything ever recorded of one enterprise, park and year, newest knowledge first. Params: party_id, park_id, year, all_parks, park_ids. Index: enterprise_year_once.
select f.id, case when f.is_above_size then 'above' else 'below' end as segment, f.started_on, f.tax_yuan, f.value_added_yuan, f.output_yuan, f.revenue_yuan,
       f.energy_tce, f.electricity_kwh, f.emission_t, f.rd_yuan, f.staff, f.fixed_investment_yuan, u.land_m2, f.source, f.document, f.reason, f.evidence_ids,
       f.import_id, lower(f.recorded) as recorded_at, upper(f.recorded) as replaced_at, f.recorded_by_name
from enterprise_year f
left join enterprise_year_used u on u.figure_id = f.id
where f.party_id = :party_id and f.park_id = :park_id and f.year = :year and (:all_parks or f.park_id = any (:park_ids))
order by lower(f.recorded) desc

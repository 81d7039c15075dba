-- Figures of a year as known now, one row per enterprise and park, with the land used by kind and the plots it lies on.
-- Params: year, party_id, park (code), plot_id, q, all_parks, park_ids; null does not filter. Index: enterprise_year_park, enterprise_year_once.
select f.id, f.party_id, f.park_id, f.zone_id, f.year, y.name_zh as party_name_zh, y.name_en as party_name_en, y.credit_code, y.is_real,
       k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       case when f.is_above_size then 'above' else 'below' end as segment, f.started_on,
       f.tax_yuan, f.value_added_yuan, f.output_yuan, f.revenue_yuan, f.energy_tce, f.electricity_kwh, f.emission_t, f.rd_yuan, f.staff, f.fixed_investment_yuan,
       u.land_m2, u.registered_m2, u.leased_in_m2, u.leased_out_m2, u.unregistered_m2, coalesce(l.parts, '[]') as land,
       f.source, f.document, f.reason, f.evidence_ids, f.import_id, lower(f.recorded) as recorded_at, f.recorded_by_name
from enterprise_year f
join party y on y.id = f.party_id
join park k on k.id = f.park_id
left join enterprise_year_used u on u.figure_id = f.id
left join lateral (
    select jsonb_agg(jsonb_build_object('plot_id', e.plot_id, 'plot_no', s.plot_no, 'kind', e.kind, 'area_m2', e.area_m2) order by e.kind, s.plot_no) as parts
    from enterprise_year_land e
    left join lateral (select plot_no from plot_snapshot n where n.plot_id = e.plot_id order by upper(n.valid) desc nulls first limit 1) s on true
    where e.figure_id = f.id
) l on true
where upper_inf(f.recorded) and f.year = coalesce(cast(:year as integer), f.year) and f.party_id = coalesce(cast(:party_id as bigint), f.party_id)
  and (cast(:park as text) is null or k.code = any (string_to_array(:park, ',')))
  and (cast(:plot_id as bigint) is null or exists (select from enterprise_year_land e where e.figure_id = f.id and e.plot_id = :plot_id))
  and (cast(:q as text) is null or y.name_zh ilike :q or y.credit_code ilike :q)
  and (:all_parks or f.park_id = any (:park_ids))
order by f.year desc, k.sort_order, y.name_zh, f.id

-- Enterprises with figures of a year, one row per enterprise and park: what the provincial figures add up. An amount not told is null.
-- Params: year, all_parks, park_ids, parks (codes, null = all). Index: enterprise_year_park.
select 'enterprise-' || e.id as key, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, y.name_zh as party_name_zh,
       y.credit_code as reference, e.year || ' 年' as what_zh, e.is_above_size, coalesce(u.land_m2 > 0, false) as has_land, u.land_m2, u.land_m2 as area_m2,
       e.tax_yuan, e.value_added_yuan, e.fixed_investment_yuan, case when e.is_above_size then '规上' else '规下' end as state_zh,
       case when e.is_above_size then 'Above size' else 'Below size' end as state_en
from enterprise_year e
join party y on y.id = e.party_id
join park k on k.id = e.park_id
left join enterprise_year_used u on u.figure_id = e.id
where e.year = :year and upper_inf(e.recorded)
  and (:all_parks or e.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, y.name_zh, e.id

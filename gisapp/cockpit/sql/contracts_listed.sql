-- Grant contracts signed since 1 January of the year of :as_of, one row each; area is that of the contract.
-- Params: as_of, all_parks, park_ids, parks (codes, null = all). Index: contract_plot, plot_version(plot_id).
select 'contract-' || c.id as key, c.plot_id, v.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       c.contract_no as reference, coalesce(c.project_name, '') as what_zh, y.name_zh as party_name_zh, c.signed_on as since, c.area_m2,
       case when c.ended_on <= :as_of then 'ended' else 'in_force' end as state
from contract c
join party y on y.id = c.party_id
join lateral (
    select b.plot_no, b.park_id from plot_version b where b.plot_id = c.plot_id and upper_inf(b.recorded)
    order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
join park k on k.id = v.park_id
where c.instrument = 'grant' and c.signed_on between date_trunc('year', cast(:as_of as date))::date and :as_of
  and (:all_parks or v.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, c.signed_on, c.contract_no

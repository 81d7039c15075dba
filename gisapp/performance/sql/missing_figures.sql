-- Enterprises that held built land on the last day of the year and have told no figures of it. Params: year, all_parks, park_ids. Index: plot_party_party, enterprise_year_once.
select distinct y.id as party_id, y.name_zh as party_name_zh, y.credit_code, k.id as park_id, k.code as park_code, k.name_zh as park_name_zh, k.sort_order
from figure_holders(:year) h
join party y on y.id = h.party_id
join park k on k.id = h.park_id
where (:all_parks or h.park_id = any (:park_ids))
  and not exists (select from enterprise_year f where f.party_id = y.id and f.park_id = k.id and f.year = :year and upper_inf(f.recorded))
order by k.sort_order, y.name_zh

-- Enterprises that hold built land and have told no figures of the year. Params: as_of, year, all_parks, park_ids. Index: plot_party_party, enterprise_year_once.
select distinct y.id as party_id, y.name_zh as party_name_zh, y.credit_code, k.id as park_id, k.code as park_code, k.name_zh as park_name_zh, k.sort_order
from plot_party t
join plot_snapshot s on s.plot_id = t.plot_id and s.valid @> cast(:as_of as date)
join party y on y.id = t.party_id
join park k on k.id = s.park_id
where t.role = 'holder' and upper_inf(t.recorded) and t.valid @> cast(:as_of as date) and y.kind = 'enterprise' and not y.is_real
  and s.development in ('completed', 'in_production', 'stopped') and (:all_parks or s.park_id = any (:park_ids))
  and not exists (select from enterprise_year f where f.party_id = y.id and f.park_id = k.id and f.year = :year and upper_inf(f.recorded))
order by k.sort_order, y.name_zh

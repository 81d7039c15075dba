-- Enterprises that hold built land on a day, one row per park, with its area and plots. Params: day, park, all_parks, park_ids. Index: plot_party_party.
select y.id as party_id, y.name_zh, y.credit_code, s.park_id, k.code as park_code, k.sort_order,
       sum(s.area_m2 * t.share)::numeric(16, 2) as area_m2, string_agg(s.plot_no, '、' order by s.plot_no) as plot_nos
from plot_party t
join party y on y.id = t.party_id
join plot_snapshot s on s.plot_id = t.plot_id and s.valid @> cast(:day as date)
join park k on k.id = s.park_id
where t.role = 'holder' and upper_inf(t.recorded) and t.valid @> cast(:day as date) and y.kind = 'enterprise' and not y.is_real
  and s.development in ('completed', 'in_production', 'stopped')
  and (cast(:park as text) is null or k.code = any (string_to_array(:park, ','))) and (:all_parks or s.park_id = any (:park_ids))
group by y.id, y.name_zh, y.credit_code, s.park_id, k.code, k.sort_order
order by k.sort_order, y.name_zh

-- Who is asked for the figures of a year, one row per enterprise and park, with its area and plots. Params: year, park, all_parks, park_ids. Index: plot_party_party.
select y.id as party_id, y.name_zh, y.credit_code, h.park_id, k.code as park_code, k.sort_order,
       sum(h.area_m2) as area_m2, string_agg(h.plot_no, '、' order by h.plot_no) as plot_nos
from figure_holders(:year) h
join party y on y.id = h.party_id
join park k on k.id = h.park_id
where (cast(:park as text) is null or k.code = any (string_to_array(:park, ','))) and (:all_parks or h.park_id = any (:park_ids))
group by y.id, y.name_zh, y.credit_code, h.park_id, k.code, k.sort_order
order by k.sort_order, y.name_zh

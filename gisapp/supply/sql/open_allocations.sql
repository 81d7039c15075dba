-- Live decisions without a contract, within the caller's parks. Params: all_parks, park_ids. Index: allocation_one_live_per_plot.
select a.id as allocation_id, a.listing_id, l.listing_no, a.plot_id, l.snapshot -> 'plot' ->> 'plot_no' as plot_no, k.code as park_code,
       k.name_zh as park_name_zh, a.application_id, p.party_id, y.name_zh as party_name_zh, p.project_name, a.price_yuan, a.decided_on,
       (select r.published_on from result_publication r where r.allocation_id = a.id) as result_published_on,
       (select r.until from result_publication r where r.allocation_id = a.id) as result_until
from allocation a
join listing l on l.id = a.listing_id
join park k on k.id = l.park_id
join application p on p.id = a.application_id
join party y on y.id = p.party_id
where a.state = 'live' and (:all_parks or l.park_id = any (:park_ids))
  and not exists (select from contract c where c.allocation_id = a.id)
order by a.decided_on, a.id

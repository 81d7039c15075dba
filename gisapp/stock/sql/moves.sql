-- Ground that changed its class between two days, the largest first. Params: before, after; all_parks, park_ids.
select p.code as park_code, m.plot_id, v.plot_no, m.from_class, m.to_class, round(sum(m.area_m2), 2) as area_m2
from stock_moves(:before, :after) m
join park p on p.id = m.park_id
left join lateral (
    select o.plot_no from plot_version o where o.plot_id = m.plot_id and upper_inf(o.recorded) order by o.valid @> cast(:after as date) desc, lower(o.valid) desc limit 1
) v on true
where :all_parks or m.park_id = any (:park_ids)
group by p.code, m.plot_id, v.plot_no, m.from_class, m.to_class
order by 6 desc, v.plot_no
limit 500

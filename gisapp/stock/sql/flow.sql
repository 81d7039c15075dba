-- Opening + in - out = closing per park and line of a month, as known now. Params: month, until; all_parks, park_ids.
select p.code as park_code, f.park_id, f.stock_class as line, f.opening_m2, f.came_m2, f.went_m2, f.closing_m2,
       0::numeric as extended_m2, 0::numeric as reused_m2, 0::numeric as recovered_m2, 0::numeric as annulled_m2
from stock_flow(:month, cast(:until as date)) f join park p on p.id = f.park_id
where :all_parks or f.park_id = any (:park_ids)
union all
select p.code, i.park_id, 'idle', i.opening_m2, i.found_m2, i.extended_m2 + i.reused_m2 + i.recovered_m2 + i.annulled_m2, i.closing_m2, i.extended_m2, i.reused_m2, i.recovered_m2, i.annulled_m2
from idle_flow(:month, cast(:until as date)) i join park p on p.id = i.park_id
where (:all_parks or i.park_id = any (:park_ids)) and exists (select from stock_patch s where s.park_id = p.id)
order by park_code, line

-- Built industrial and warehouse plots whose floor area was measured, at the end of a year. Params: year, all_parks, park_ids, parks (codes, null = all).
select 'built-' || r.plot_id as key, r.plot_id, r.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       r.built_source as reference, r.measured_on as since, r.area_m2, r.floor_area_m2
from room_left_on(make_date(:year, 12, 31)) r
join park k on k.id = r.park_id
where r.floor_area_m2 is not null and (:all_parks or r.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, r.plot_no

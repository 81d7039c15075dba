-- The four figures of each park of the caller for a year with what they are made of. Params: year, all_parks, park_ids. Index: enterprise_year_park.
select k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, f.*
from park_four_figures(:year) f join park k on k.id = f.park_id
where :all_parks or f.park_id = any (:park_ids)
order by k.sort_order, k.code

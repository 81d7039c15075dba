-- Who answers inquiries on :as_of: one row per park and one for questions about none (park null). Params: zone_id, as_of. Index: inquiry_duty_once.
select k.id as park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, d.owner_id, coalesce(d.owner_name, '') as owner_name, d.valid_from
from (select id, code, name_zh, name_en, sort_order from park where zone_id = :zone_id union all select null, null, '', '', -1) k
left join lateral (
    select x.owner_id, x.owner_name, x.valid_from from inquiry_duty x
    where x.zone_id = :zone_id and x.park_id is not distinct from k.id and x.valid_from <= :as_of order by x.valid_from desc limit 1
) d on true
order by k.sort_order, k.code

-- The contract that a report is asked for on a day, where the caller may see it. Params: contract_id, as_of, all_parks, park_ids. Index: contract's key.
select c.id as contract_id, c.contract_no, c.signed_on, c.ended_on, c.area_m2, c.plot_id, c.party_id, y.name_zh as party_name_zh,
       v.plot_no, v.zone_id, v.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en
from contract c
join party y on y.id = c.party_id
join lateral (
    select x.plot_no, x.park_id, x.zone_id from plot_version x
    where x.plot_id = c.plot_id and upper_inf(x.recorded) order by x.valid @> cast(:as_of as date) desc, x.version_no desc limit 1
) v on true
join park k on k.id = v.park_id
where c.id = :contract_id and c.signed_on <= cast(:as_of as date) and (:all_parks or v.park_id = any (:park_ids))

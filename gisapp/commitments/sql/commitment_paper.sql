-- What a document about a check prints of contract, plot and holder; one row, none outside the caller's parks.
-- Params: id (of the check), all_parks, park_ids.
select k.contract_id, k.obligation_key, k.checked_on, c.plot_id, c.contract_no, c.instrument, c.project_name, v.zone_id, v.park_id, v.plot_no,
       coalesce(c.location, v.address, p.name_zh || v.plot_no || '地块') as location, c.area_m2, u.name_zh as land_use_name, p.name_zh as park_name, v.parcel_no,
       coalesce(c.real_estate_unit_no, v.real_estate_unit_no) as real_estate_unit_no, y.name_zh as holder_name, y.credit_code as holder_credit_code,
       exists (select from commitment_check_withdrawal w where w.check_id = k.id) as is_withdrawn
from commitment_check k
join contract c on c.id = k.contract_id
join party y on y.id = c.party_id
join lateral (
    select b.zone_id, b.park_id, b.plot_no, b.address, b.parcel_no, b.real_estate_unit_no, b.land_use_scheme, b.land_use_code
    from plot_version b where b.plot_id = c.plot_id and upper_inf(b.recorded)
    order by b.valid @> k.checked_on desc, b.version_no desc limit 1
) v on true
join park p on p.id = v.park_id
left join land_use_class u on u.scheme = coalesce(c.land_use_scheme, v.land_use_scheme) and u.code = coalesce(c.land_use_code, v.land_use_code)
where k.id = :id and (:all_parks or v.park_id = any(:park_ids))

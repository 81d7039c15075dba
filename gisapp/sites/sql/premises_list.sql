-- Workshops, transfer wishes and room left entered in the caller's parks, as they stand on a day. Params: as_of, kind, id, all_parks, park_ids, is_staff.
-- Index: premises_terms_premises.
select m.id, m.kind, m.plot_id, m.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, s.plot_no, y.name_zh as holder_name,
       t.is_published,
       (select n.reason from publication_mistake n where n.site_id = m.id and t.is_published and n.days @> cast(:as_of as date)) as mistake_reason, t.title_zh, t.title_en, t.land_area_m2, t.floor_area_m2, t.storeys, t.clear_height_m, t.floor_load_t_m2, t.crane_t,
       t.rent_yuan_per_m2_month, t.sale_yuan, t.available_on, t.industry_codes, t.contact_zh, t.contact_en, t.contact_phone, t.summary_zh, t.summary_en,
       t.lease_months_min, t.lease_months_max, t.paid_every_months, t.deposit_yuan, t.obligations_zh, t.obligations_en,
       t.consent, t.source, t.observed_on, t.recorded_by_name, lower(t.valid) as valid_from, upper(t.valid) as valid_to, r.room_m2,
       (select count(*) from site_photo h where h.site_id = m.id and h.valid @> cast(:as_of as date) and upper_inf(h.recorded)) as photo_count
from premises m
join park k on k.id = m.park_id
join premises_terms t on t.premises_id = m.id and t.valid @> cast(:as_of as date) and upper_inf(t.recorded)
left join party y on y.id = m.party_id
left join plot_snapshot s on s.plot_id = m.plot_id and s.valid @> cast(:as_of as date)
left join lateral (select n.room_m2 from room_left_on(cast(:as_of as date)) n where n.plot_id = m.plot_id and m.kind = 'expansion') r on true
where (:all_parks or m.park_id = any (:park_ids)) and cast(:is_staff as boolean)
  and (cast(:kind as text) is null or m.kind = cast(:kind as text)) and (cast(:id as bigint) is null or m.id = cast(:id as bigint))
order by k.sort_order, m.kind, m.id

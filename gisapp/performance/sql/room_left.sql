-- Room left on built plots on a day, the most first, unknown ones last. Params: as_of, plot_id, park, all_parks, park_ids. Index: plot_snapshot_park.
select r.plot_id, r.plot_no, r.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, r.development, r.area_m2, r.far_max, r.far_source, r.floor_area_m2,
       r.footprint_m2, r.coefficient_max, r.measured_on, r.built_source, r.allowed_m2, r.room_m2, r.open_land_m2, r.footprint_room_m2, r.state,
       h.name_zh as party_name_zh, h.name_en as party_name_en
from room_left_on(:as_of) r
join park k on k.id = r.park_id
left join lateral (
    select y.name_zh, y.name_en from plot_party p join party y on y.id = p.party_id
    where p.plot_id = r.plot_id and p.role = 'holder' and upper_inf(p.recorded) and p.valid @> cast(:as_of as date) order by p.share desc, y.name_zh limit 1
) h on true
where r.plot_id = coalesce(cast(:plot_id as bigint), r.plot_id) and (cast(:park as text) is null or k.code = any (string_to_array(:park, ',')))
  and (:all_parks or r.park_id = any (:park_ids))
order by r.room_m2 desc nulls last, r.plot_no

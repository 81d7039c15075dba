-- Stock patches on :as_of, one row each. Params: as_of, all_parks, park_ids, parks (codes, null = all).
select 'patch-' || s.patch_id as key, s.patch_id, s.plot_id, v.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       holder.name_zh as party_name_zh, s.stock_class, s.detail, s.label_zh, s.since, s.area_m2
from stock_on(:as_of) s
join park k on k.id = s.park_id
left join lateral (
    select b.plot_no from plot_version b where b.plot_id = s.plot_id and upper_inf(b.recorded)
    order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
left join lateral (
    select string_agg(y.name_zh, '、' order by y.id) as name_zh
    from plot_party p join party y on y.id = p.party_id
    where p.plot_id = s.plot_id and upper_inf(p.recorded) and p.valid @> cast(:as_of as date) and p.role = 'holder'
) holder on true
where s.stock_class in ('approved_unsupplied', 'supplied_unused', 'partly_used', 'built_idle', 'below_promise')
  and (:all_parks or s.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, v.plot_no, s.patch_id

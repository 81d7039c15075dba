-- Plots on :as_of as the leaders' desk counts them, one row each. Params: as_of, all_parks, park_ids, parks (codes, null = all).
-- Index: plot_snapshot_park.
select 'plot-' || s.plot_id as key, s.plot_id, s.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, s.supply, s.development,
       s.compliance, is_unstarted(s.supply, s.development) as is_unstarted, s.stage, s.area_m2, holder.name_zh as party_name_zh, greatest(lower(s.valid), lower(v.valid)) as since
from plot_snapshot s
join park k on k.id = s.park_id
join plot_version v on v.id = s.version_id
left join lateral (
    select string_agg(y.name_zh, '、' order by y.id) as name_zh
    from plot_party p join party y on y.id = p.party_id
    where p.plot_id = s.plot_id and upper_inf(p.recorded) and p.valid @> cast(:as_of as date) and p.role = 'holder'
) holder on true
where s.valid @> cast(:as_of as date) and (:all_parks or s.park_id = any(:park_ids)) and (cast(:parks as text[]) is null or k.code = any(:parks))
order by k.sort_order, k.code, s.plot_no

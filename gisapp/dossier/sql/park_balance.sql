-- Plots and their area (㎡) per park on :since and on :as_of; parks without any on both days are left out. Params: since, as_of, all_parks, park_ids, parks (null = all).
-- Index: plot_snapshot_park.
with shown as (
    select s.park_id, s.area_m2, false as is_before from plot_snapshot s where s.valid @> cast(:as_of as date)
    union all
    select before_s.park_id, before_s.area_m2, true from plot_snapshot before_s where before_s.valid @> cast(:since as date)
)
select p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en,
       (count(*) filter (where t.is_before))::int as before_count, coalesce(sum(t.area_m2) filter (where t.is_before), 0) as before_area_m2,
       (count(*) filter (where not t.is_before))::int as after_count, coalesce(sum(t.area_m2) filter (where not t.is_before), 0) as after_area_m2
from shown t join park p on p.id = t.park_id
where (:all_parks or p.id = any(:park_ids)) and (cast(:parks as text[]) is null or p.code = any(:parks))
group by p.code, p.name_zh, p.name_en, p.sort_order order by p.sort_order, p.code

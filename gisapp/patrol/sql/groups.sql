-- Groups with their people and how many plots they look after on :as_of. Params: as_of, all_parks, park_ids.
select g.id, g.zone_id, g.park_id, k.code as park_code, k.name_zh as park_name_zh, g.name_zh, g.ended_on,
       ST_X(g.base) as base_lon, ST_Y(g.base) as base_lat,
       (select count(*) from patrol_assignment a where a.group_id = g.id and upper_inf(a.recorded) and a.valid @> cast(:as_of as date)) as plot_count,
       coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name_zh', m.name_zh, 'phone', m.phone, 'account_id', m.account_id, 'joined_on', m.joined_on)
                                  order by m.joined_on, m.id)
                 from patrol_member m where m.group_id = g.id and m.joined_on <= :as_of and (m.left_on is null or m.left_on > :as_of)), '[]') as members
from patrol_group g
left join park k on k.id = g.park_id
where (:all_parks or g.park_id is null or g.park_id = any(:park_ids)) and (g.ended_on is null or g.ended_on > :as_of)
order by k.sort_order nulls first, g.name_zh

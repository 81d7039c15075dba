-- One announcement with its plot's number and park. Params: id, all_parks, park_ids. Index: primary key.
select l.*, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en,
       coalesce(l.snapshot -> 'plot' ->> 'plot_no',
                (select v.plot_no from plot_version v where v.plot_id = l.plot_id and upper_inf(v.recorded) order by v.valid desc limit 1)) as plot_no
from listing l
join park p on p.id = l.park_id
where l.id = :id and (:all_parks or l.park_id = any (:park_ids))

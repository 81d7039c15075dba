-- Boundaries by plot and version, as of a day. Params: plot_ids, version_nos, as_of, all_parks, park_ids. Index: plot_version (plot_id).
select w.plot_id, w.version_no, v.plot_no, v.area_m2, v.began_on,
       case when v.ended_on <= cast(:as_of as date) then v.ended_on end as ended_on,
       v.began_on <= cast(:as_of as date) and (v.ended_on is null or v.ended_on > cast(:as_of as date)) as is_live
from unnest(cast(:plot_ids as bigint[]), cast(:version_nos as integer[])) as w (plot_id, version_no)
cross join lateral (
    select v.plot_no, coalesce(v.area_surveyed_m2, v.area_planar_m2) as area_m2, lower(v.valid) as began_on, upper(v.valid) as ended_on, v.park_id from plot_version v
    where v.plot_id = w.plot_id and v.version_no = w.version_no order by upper_inf(v.recorded) desc, lower(v.recorded) desc limit 1
) v
where :all_parks or v.park_id = any(:park_ids)
order by v.began_on, v.plot_no

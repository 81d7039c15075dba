-- Plots with a case of idle land by the step that it had reached on :as_of. Closed cases and those found not to be idle are shown for half a year.
-- Of several cases of a plot the open one is drawn, else the last. Index: plot_snapshot_geom_3857, idle_case_plot.
select w.id, s.park_id, s.geom_3857, v.geom, w.case_no, s.plot_no, s.plot_id, w.state as case_state, w.ground, w.side, w.measure, w.idle_since, w.next_due_on,
       y.name_zh as party_name_zh, p.name_zh as park_name_zh, w.idle_area_m2::float8 as idle_area_m2
from plot_snapshot s
join lateral (
    select i.id, i.case_no, i.ground, i.since as idle_since, i.party_id, i.idle_area_m2, k.state, k.side, k.measure, k.next_due_on
    from idle_case_live i join idle_case_standing(:as_of) k on k.case_id = i.id
    where i.plot_id = s.plot_id and (k.is_open or k.closed_on > cast(:as_of as date) - 183)
    order by k.is_open desc, i.found_on desc, i.id desc
    limit 1
) w on true
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = w.party_id
where s.valid @> cast(:as_of as date)

-- Plots with a case of idle land by the step that it had reached on :as_of. Closed cases and those found not to be
-- idle are shown for half a year. Of several cases of a plot the open one is drawn on top. Index: plot_snapshot_geom_3857, idle_case_plot.
select i.id, i.park_id, s.geom_3857, v.geom, i.case_no, s.plot_no, s.plot_id,
       k.state as case_state, i.ground, k.side, k.measure, i.since as idle_since, k.next_due_on, y.name_zh as party_name_zh, p.name_zh as park_name_zh,
       i.idle_area_m2::float8 as idle_area_m2
from plot_snapshot s
join idle_case_live i on i.plot_id = s.plot_id
join idle_case_standing(:as_of) k on k.case_id = i.id and (k.is_open or k.closed_on > cast(:as_of as date) - 183)
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join party y on y.id = i.party_id
where s.valid @> cast(:as_of as date)

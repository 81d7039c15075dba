-- Plots near one plot on a day, as the caller may see them: what a sheet draws around it.
-- Params: plot_nos (of the sheets), as_of, all_parks, park_ids, reach_m.
-- Index: plot_version_geom.
select mine.plot_no as of_plot, w.plot_no, ST_AsBinary(w.geom) as wkb,
       (select string_agg(y.name_zh, '、' order by t.share desc, y.id) from plot_party t join party y on y.id = t.party_id
        where t.plot_id = w.plot_id and t.role = 'holder' and upper_inf(t.recorded) and t.valid @> cast(:as_of as date)) as holder_name_zh
from plot_version mine
join plot_version w on upper_inf(w.recorded) and w.valid @> cast(:as_of as date) and w.plot_id <> mine.plot_id
 and w.geom && ST_Expand(mine.geom, :reach_m / 80000.0)
where upper_inf(mine.recorded) and mine.valid @> cast(:as_of as date) and mine.plot_no = any(:plot_nos)
  and (:all_parks or mine.park_id = any(:park_ids))
  and (:all_parks or w.park_id = any(:park_ids))

-- Live plots that a plot which is no more became, by the lineage walked to the day. Params: id, as_of, all_parks, park_ids. Index: lineage_edge_from.
select s.plot_id as id, s.plot_no, a.changed_on
from lineage_successors(:id, cast(:as_of as date)) a
join plot_snapshot s on s.plot_id = a.plot_id and s.valid @> cast(:as_of as date)
where (:all_parks or s.park_id = any(:park_ids))
order by 2

-- What the small map of a report draws: plots by stage, then park outlines (stage null) on top. Params: as_of, all_parks, park_ids.
-- Longitude and latitude (EPSG:4490), thinned to half a metre, far below a dot of the picture. Index: plot_snapshot_park.
select s.stage, ST_AsBinary(ST_SimplifyPreserveTopology(ST_Transform(s.geom_3857, 4490), 0.000005)) as shape, 1 as place, s.plot_no as name
from plot_snapshot s
where s.valid @> cast(:as_of as date) and (:all_parks or s.park_id = any(:park_ids))
union all
select null, ST_AsBinary(ST_SimplifyPreserveTopology(b.geom, 0.000005)), 2, k.code
from park_boundary b join park k on k.id = b.park_id
where upper_inf(b.recorded) and b.valid @> cast(:as_of as date) and (:all_parks or b.park_id = any(:park_ids))
order by place, name

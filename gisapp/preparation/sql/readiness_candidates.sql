-- Plots that could be offered as standard plots on a day: industrial and storage land (10…, 11…, or no use yet) that nobody holds.
-- Params: as_of. Index: none needed, plot_snapshot is scanned once.
select s.plot_id
from plot_snapshot s
where s.valid @> cast(:as_of as date) and s.stage in ('raw', 'prepared', 'announced', 'on_offer')
  and (s.land_use_code is null or s.land_use_scheme like '用地用海%' and left(s.land_use_code, 2) in ('10', '11'))
order by s.plot_id

-- Plots by number as they were on a day, or the last that bore the number. Params: numbers, day. Index: plot_version_number_live_once.
select distinct on (s.plot_no) s.plot_no, s.plot_id, s.park_id, s.area_m2
from plot_snapshot s where s.plot_no = any (:numbers)
order by s.plot_no, (s.valid @> cast(:day as date)) desc, upper(s.valid) desc nulls first

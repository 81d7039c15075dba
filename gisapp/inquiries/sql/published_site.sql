-- A site the public may ask about on :as_of: its plot and park. Params: site_id, as_of. No row: not published.
select s.id as plot_id, s.plot_no, p.id as park_id, p.zone_id
from public_site s join park p on p.code = s.park_code
join plot_version v on v.plot_id = s.id and upper_inf(v.recorded) and v.park_id = p.id
where s.id = :site_id and s.valid @> cast(:as_of as date)
limit 1

-- A site the public may ask about on :as_of: its plot (of premises: the one they stand on), premises and park. Params: site_id, as_of. No row: not published.
select s.id as plot_id, cast(null as bigint) as premises_id, p.id as park_id, p.zone_id
from public_site s join park p on p.code = s.park_code
join plot_version v on v.plot_id = s.id and upper_inf(v.recorded) and v.park_id = p.id
where s.id = :site_id and s.valid @> cast(:as_of as date)
union all
select w.plot_id, w.id, p.id, p.zone_id
from public_premises w join park p on p.code = w.park_code
where w.id = :site_id and w.valid @> cast(:as_of as date)
limit 1

-- Enterprises by credit code with the land that the register gives them in each park on a day, and the parks where they hold any.
-- Params: codes, day. Index: party (zone_id, credit_code), plot_party_party.
select y.id as party_id, y.credit_code, y.name_zh, y.is_real, s.park_id, s.plot_id, s.plot_no, (s.area_m2 * t.share)::numeric(16, 2) as area_m2
from party y
left join plot_party t on t.party_id = y.id and t.role = 'holder' and upper_inf(t.recorded) and t.valid @> cast(:day as date)
left join plot_snapshot s on s.plot_id = t.plot_id and s.valid @> cast(:day as date)
where y.credit_code = any (:codes)
order by y.id, s.plot_no

-- Duties whose latest day lies ahead within the first warning, and whether the second has come; the most urgent first.
-- Params: as_of, all_parks, park_ids. Index: idle_finding_pkey, contract_plot.
select f.contract_id, f.contract_no, f.plot_id, v.plot_no, y.name_zh as party_name_zh, f.state, f.duty, f.latest_on,
       f.latest_on - cast(:as_of as date) as days_left,
       f.latest_on - cast(:as_of as date) <= rulebook_number('idle.second_warning_days', cast(:as_of as date)) as is_second
from idle_finding_on(cast(:as_of as date)) f
join party y on y.id = f.party_id
join lateral (
    select b.plot_no, b.park_id from plot_version b
    where b.plot_id = f.plot_id and upper_inf(b.recorded) order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
where f.duty in ('start', 'resume', 'investigate') and f.latest_on >= cast(:as_of as date)
  and f.latest_on - cast(:as_of as date) <= rulebook_number('idle.first_warning_days', cast(:as_of as date))
  and (:all_parks or v.park_id = any(:park_ids))
order by f.latest_on, v.plot_no, f.contract_id

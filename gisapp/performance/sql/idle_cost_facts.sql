-- What the cost of idling of a plot is computed from: its area, what its contract promises a mu, what the park made in the newest year with figures.
-- Params: plot_id, as_of. Index: plot_snapshot_plot, contract_plot.
select s.plot_no, s.area_m2, s.park_id, k.name_zh as park_name_zh, c.contract_no, c.instrument, v.tax, v.value_added, f.year, f.tax_wan_per_mu, f.value_added_wan_per_mu
from plot_snapshot s
join park k on k.id = s.park_id
left join contract c on c.plot_id = s.plot_id and c.signed_on <= :as_of and (c.ended_on is null or c.ended_on > :as_of)
left join lateral (
    select max(p.value) filter (where p.indicator = 'tax_per_mu') / 15 as tax, max(p.value) filter (where p.indicator = 'value_added_per_mu') / 15 as value_added
    from contract_promise p
    where p.contract_id = c.id and p.direction = 'at_least'
      and p.version_no = (select max(n.version_no) from contract_version n where n.contract_id = c.id and n.holds_from <= :as_of)
) v on true
left join lateral (
    select q.* from (select max(e.year) as newest from enterprise_year e where e.park_id = s.park_id and upper_inf(e.recorded)
                       and e.year < extract(year from cast(:as_of as date))) n
    join park_four_figures(n.newest) q on q.park_id = s.park_id
) f on true
where s.plot_id = :plot_id and s.valid @> cast(:as_of as date)

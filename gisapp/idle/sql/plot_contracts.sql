-- Contracts on the ground of a plot on a day, its own first, with their holder. Params: plot_id, as_of. Index: contract_plot, plot_version_geom.
select g.contract_id, g.area_m2, g.shared_m2, g.is_own, c.contract_no, c.instrument, c.signed_on, c.project_name, y.id as party_id,
       y.name_zh as party_name_zh, y.name_en as party_name_en, v.park_code
from idle_contracts_of_plot(:plot_id, cast(:as_of as date)) g
join contract c on c.id = g.contract_id
join party y on y.id = c.party_id
join lateral (
    select p.code as park_code from plot_version b join park p on p.id = b.park_id
    where b.plot_id = c.plot_id and upper_inf(b.recorded) order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
order by g.is_own desc, c.signed_on desc, c.id

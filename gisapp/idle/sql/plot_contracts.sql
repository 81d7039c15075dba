-- Contracts on the ground of a plot on a day, its own first, with their holder. Params: plot_id, as_of. Index: contract_plot, plot_version_geom.
select g.contract_id, g.area_m2, g.shared_m2, g.is_own, c.contract_no, c.signed_on, c.project_name, y.id as party_id,
       y.name_zh as party_name_zh, y.name_en as party_name_en
from idle_contracts_of_plot(:plot_id, cast(:as_of as date)) g
join contract c on c.id = g.contract_id
join party y on y.id = c.party_id
order by g.is_own desc, c.signed_on desc, c.id

-- Who holds a mortgage on the plot of a contract on a day. Params: contract_id, as_of. Index: contract_pkey, encumbrance_plot.
select e.encumbrance_id, e.holder_name, e.certificate_no, e.registered_on
from contract c join encumbrances_on(cast(:as_of as date)) e on e.plot_id = c.plot_id and e.kind = 'mortgage'
where c.id = :contract_id
order by e.rank, e.registered_on, e.encumbrance_id

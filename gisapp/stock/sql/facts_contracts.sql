-- Contracts of these plots with every version's dated duties that decide a class. Indexes: contract_plot, obligation_once.
select c.id as contract_id, c.plot_id, c.contract_no, c.signed_on, c.ended_on, v.version_no, v.holds_from,
       o.key, o.kind, o.obligor, o.due_on, o.label_zh, o.basis, o.indicator, o.direction, o.target
from contract c
join contract_version v on v.contract_id = c.id
left join obligation o on o.contract_id = c.id and o.version_no = v.version_no
                      and o.kind in ('handover', 'start', 'completion', 'production', 'attainment', 'indicator')
where c.plot_id = any (:plot_ids)
order by c.plot_id, c.signed_on, v.version_no, o.due_on, o.key

-- Mortgages that rest on the land of a case on a day, and whether their creditor was told in writing by then (told of what was annulled since is not told). Params: case_id, plot_id, as_of.
-- Index: encumbrance_plot, idle_case_service_case.
select e.encumbrance_id, e.holder_name, e.certificate_no, e.amount_yuan, e.rank,
       (select min(v.served_on) from idle_case_service_live v
        where v.case_id = :case_id and v.purpose = 'creditor' and v.served_on <= :as_of
          and v.served_on >= coalesce((select max(g.taken_on) from idle_case_step_live g where g.case_id = :case_id and g.step = 'annul' and g.taken_on <= :as_of), '-infinity')
          and (v.encumbrance_id = e.encumbrance_id or (v.encumbrance_id is null and v.recipient = e.holder_name))) as notified_on
from encumbrances_on(:as_of) e
where e.plot_id = :plot_id and e.kind = 'mortgage'
order by e.rank nulls last, e.encumbrance_id

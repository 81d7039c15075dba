-- Mortgages that rest on the land of a case on a day, and whether their creditor was told in writing by then. Params: case_id, plot_id, as_of.
-- Index: encumbrance_plot, idle_case_service_case.
select encumbrance_id, holder_name, certificate_no, amount_yuan, rank, notified_on
from idle_case_creditors(:case_id, :plot_id, :as_of)
order by rank nulls last, encumbrance_id

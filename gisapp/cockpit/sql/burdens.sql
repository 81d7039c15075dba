-- Kinds of encumbrance resting on plots on a day; a lease of the holder's own hinders no disposal. Params: as_of, plot_ids. Index: encumbrance (plot_id).
select plot_id, array_agg(distinct kind order by kind) as kinds
from encumbrances_on(:as_of)
where plot_id = any(:plot_ids) and kind <> 'lease'
group by plot_id

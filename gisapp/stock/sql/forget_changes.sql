-- Changes that the coming work takes into account; a change of all parks is only forgotten when all are worked out.
delete from stock_change c
where c.park_id = any (:park_ids) or (c.park_id is null and :all_parks)

select p.id, p.fingerprint from stock_patch p where p.park_id = any (:park_ids) and upper_inf(p.recorded)

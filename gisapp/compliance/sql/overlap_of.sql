-- One overlap of the caller's parks. Params: id, all_parks, park_ids. Index: primary key.
select id, zone_id, park_id, plot_id from constraint_overlap where id = :id and (:all_parks or park_id = any(:park_ids))

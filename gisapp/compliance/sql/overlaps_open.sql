-- Overlaps of a zone that still stand. Params: zone_id. Index: constraint_overlap_open_once.
select id, plot_id, fingerprint from constraint_overlap where zone_id = :zone_id and resolved_on is null

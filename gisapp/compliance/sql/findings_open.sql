-- Findings of a zone that still stand. Params: zone_id. Index: plot_finding_open_once.
select id, plot_id, fingerprint from plot_finding where zone_id = :zone_id and resolved_on is null

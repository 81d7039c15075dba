-- The last runs of the scan, newest first. Params: limit. Index: idle_scan_pkey.
select id, as_of, contracts, written, counts, started_at, finished_at, run_by_name from idle_scan order by id desc limit :limit

-- Close findings that a run no longer saw. Params: ids bigint[], as_of, run_id. Index: primary key.
update plot_finding set resolved_on = cast(:as_of as date), resolved_run_id = :run_id where id = any(cast(:ids as bigint[])) and resolved_on is null

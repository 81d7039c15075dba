-- When anything that a list rests on was last recorded, one column per list; null = never. No parameters: it is told of the whole register.
select (select max(at) from (select max(lower(recorded)) as at from plot_version union all select max(lower(recorded)) from plot_state) p) as plots,
       (select max(recorded) from contract_version) as contracts,
       (select max(recorded_at) from idle_case_step) as cases,
       (select max(finished_at) from idle_scan) as findings,
       (select max(at) from (select max(recorded_at) as at from commitment_check union all select max(recorded) from contract_version) c) as promises,
       (select max(at) from (select max(recorded_at) as at from project_move union all select max(recorded_at) from project_progress) r) as projects,
       (select max(at) from audit_event) as duties

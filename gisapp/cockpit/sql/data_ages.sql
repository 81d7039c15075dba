-- When anything that a list rests on was last recorded, one column per list; null = never. No parameters: it is told of the whole register.
-- What bears a time still to come (records of a demonstration) tells nothing about the age.
select (select max(at) from (select max(lower(recorded)) as at from plot_version union all select max(lower(recorded)) from plot_state) p) as plots,
       (select max(recorded) from contract_version where recorded <= now()) as contracts,
       (select max(recorded_at) from idle_case_step where recorded_at <= now()) as cases,
       (select max(finished_at) from idle_scan where finished_at <= now()) as findings,
       (select max(at) from (select max(recorded_at) as at from commitment_check where recorded_at <= now()
                             union all select max(recorded) from contract_version where recorded <= now()) c) as promises,
       (select max(at) from (select max(recorded_at) as at from project_move where recorded_at <= now()
                             union all select max(recorded_at) from project_progress where recorded_at <= now()) r) as projects,
       (select max(lower(recorded)) from stock_patch where lower(recorded) <= now()) as patches,
       (select max(lower(recorded)) from enterprise_year where lower(recorded) <= now()) as enterprises,
       (select max(lower(recorded)) from plot_built where lower(recorded) <= now()) as built,
       (select max(at) from audit_event where at <= now()) as duties

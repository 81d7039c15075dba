-- Who may do what in the database. The application works as gisapp_app, readers such as QGIS as gisapp_read.
-- Where the connecting account may not create roles, the triggers still refuse; the roles are the second lock.
do $$
begin
    if (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) then
        if not exists (select from pg_roles where rolname = 'gisapp_app') then create role gisapp_app nologin; end if;
        if not exists (select from pg_roles where rolname = 'gisapp_read') then create role gisapp_read nologin; end if;
        begin
            execute format('grant gisapp_app, gisapp_read to %I', current_user);
        exception when insufficient_privilege then null;  -- another installation's account made the roles and keeps them
        end;
    end if;
    if exists (select from pg_roles where rolname = 'gisapp_app') then
        grant usage on schema public to gisapp_app;
        grant select, insert, update, delete on all tables in schema public to gisapp_app;
        grant usage, select on all sequences in schema public to gisapp_app;
        grant execute on all functions in schema public to gisapp_app;
        revoke update, delete, truncate on audit_event from gisapp_app;
        revoke delete, truncate on park_boundary, plot, plot_version, plot_state, planning_condition, servicing_fact, plot_party, offer_terms from gisapp_app;
        revoke update on plot from gisapp_app;
        revoke update, delete, truncate on encumbrance from gisapp_app;
        revoke update, delete, truncate on reuse_measure, reuse_target, reuse_step, reuse_milestone, reuse_milestone_entry, reuse_party, reuse_figures,
            reuse_withdrawal, temporary_use, temporary_use_step, reuse_road, reuse_transition from gisapp_app;
        revoke delete, truncate on encumbrance_fact from gisapp_app;
        revoke update, delete, truncate on commitment_check, commitment_check_withdrawal, commitment_waiver from gisapp_app;
        revoke delete, truncate on contract_officer from gisapp_app;
        revoke update, delete, truncate on project_move, project_move_withdrawal, project_schedule, project_progress, project_month_light,
            supervision_letter_step, project_problem_step, case_transition from gisapp_app;
        revoke delete, truncate on project, supervision_letter, project_problem from gisapp_app;  -- their rows are locked, so update stays to the triggers
        revoke update, delete, truncate on enterprise_year_land, score_scheme, score_criterion, grade_run, grade_result, grade_appeal, grade_appeal_decision from gisapp_app;
        revoke delete, truncate on figure_import, enterprise_year, grade_exemption, plot_built, low_efficiency_plot from gisapp_app;
        revoke update, delete, truncate on document, document_pdf, document_revocation from gisapp_app;
        revoke update, delete, truncate on monthly_report, monthly_report_reason from gisapp_app;
        revoke delete, truncate on document_issuer, document_template from gisapp_app;
        revoke update, delete, truncate on idle_case_transition, idle_case_service, idle_case_step, idle_case_correction, idle_case_entry, idle_case_officer,
            idle_case_draft, idle_case_custody, idle_case_bundle, seal_key from gisapp_app;
        revoke delete, truncate on idle_case from gisapp_app;  -- its rows are locked, so update stays to the trigger
        revoke delete, truncate on development_fact from gisapp_app;
        revoke update, delete, truncate on inquiry, inquiry_step, inquiry_duty, inquiry_transition, service_key from gisapp_app;
        revoke update, truncate on inquiry_person, inquiry_text from gisapp_app;
        revoke update, delete, truncate on self_report, self_report_step, self_report_filing, self_report_transition from gisapp_app;
        revoke update, delete, truncate on idle_scan, idle_basis, idle_finding_superseded from gisapp_app;
        revoke delete, truncate on idle_finding from gisapp_app;
        revoke update, delete, truncate on proposal_transition, proposal_step, proposal_remark, proposal_remark_resolution, lineage_edge from gisapp_app;
        revoke delete, truncate on proposal, proposal_operation, proposal_shape from gisapp_app;
        revoke update, delete, truncate on premises, publication_mistake, match_run, match_ask from gisapp_app;
        revoke delete, truncate on premises_terms, destination, chain_link, chain_member, site_photo from gisapp_app;
    end if;
    if exists (select from pg_roles where rolname = 'gisapp_read') then
        grant usage on schema public to gisapp_read;
        grant select on park, park_boundary, plot_snapshot, land_use_class, land_use_plan, road, basemap_line, zone to gisapp_read;
        grant select on public_site, public_site_offer, public_site_listing, public_site_condition, public_site_servicing, public_park, public_park_boundary,
            public_park_industry, public_park_resident, public_industry, public_road, public_reused_land, public_premises, public_premises_servicing, public_destination, public_chain_link,
            public_chain_member, public_assessment, public_announcement to gisapp_read;
        grant select (geometry_grid_m) on public_window to gisapp_read;  -- public_geometry asks it with the rights of the reader
    end if;
end
$$;

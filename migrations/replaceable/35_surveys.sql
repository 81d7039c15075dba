-- What the survey tables keep in step and refuse. Idempotent.
create or replace trigger survey_original_stays before update or delete on survey_original for each row execute function refuse_always();
create or replace trigger survey_accepted_stays before update or delete on survey_accepted for each row execute function refuse_always();

do $$
declare
    read text;
begin
    foreach read in array array['survey', 'survey_feature', 'survey_accepted'] loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       read || '_layer_change', read);
    end loop;
end
$$;

-- Rows of surveys still to be decided, as the preview layer draws them: what was taken or turned down is no longer shown.
create or replace view survey_pending_feature as
    select f.id, f.survey_id, f.row_no, f.plot_no, f.action, f.worst_severity, f.geom, f.geom_3857, f.park_id
    from survey_feature f
    join survey s on s.id = f.survey_id and s.state in ('asking', 'checked', 'partly_accepted')
    where f.geom is not null
      and not exists (select from survey_accepted a where a.survey_id = f.survey_id and a.row_no = f.row_no);

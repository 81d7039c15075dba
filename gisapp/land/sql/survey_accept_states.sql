-- The first state of new plots. Params: survey_id, rows, valid_from, source, document, land_control, servicing, supply, development, compliance.
insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, source, document, valid)
select a.plot_id, :land_control, :servicing, :supply, :development, :compliance, :source, coalesce(f.attributes ->> 'document', :document),
       daterange(cast(:valid_from as date), null)
from survey_feature f
join survey_accepted a on a.survey_id = f.survey_id and a.row_no = f.row_no
where f.survey_id = :survey_id and f.row_no = any(:rows) and f.action = 'new'

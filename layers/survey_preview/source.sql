-- Rows of survey files that are still to be decided. They carry no date: a preview is always of now. Index: survey_feature_geom_3857.
select f.id, f.park_id, f.geom, f.geom_3857, f.survey_id, f.row_no, f.plot_no, f.action, f.worst_severity
from survey_pending_feature f

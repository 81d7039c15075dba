-- Ends our knowledge of the boundaries in force on the day of the plots that are revised; returns them. Params: survey_id, rows, valid_from.
update plot_version v
set recorded = tstzrange(lower(v.recorded), greatest(clock_timestamp(), lower(v.recorded) + interval '1 microsecond'))
from survey_feature f
where f.survey_id = :survey_id and f.row_no = any(:rows) and f.action = 'revise'
  and v.plot_id = f.plot_id and upper_inf(v.recorded) and v.valid @> cast(:valid_from as date)
returning v.id

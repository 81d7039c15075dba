-- The issues of a survey in file order, those of the whole file first. Params: id, row_no, severity, code (null: all), limit (null: all), offset.
-- Index: survey_issue (survey_id, row_no).
select i.id, i.row_no, i.line_no, f.plot_no, i.field, i.code, i.severity, i.value, i.message_zh, i.fix_zh, ST_X(i.point) as lon, ST_Y(i.point) as lat,
       count(*) over () as total
from survey_issue i
left join survey_feature f on f.survey_id = i.survey_id and f.row_no = i.row_no
where i.survey_id = :id and (cast(:row_no as integer) is null or i.row_no = :row_no)
  and (cast(:severity as text) is null or i.severity = :severity) and (cast(:code as text) is null or i.code = :code)
order by i.row_no nulls first, i.id
limit cast(:limit as integer) offset :offset

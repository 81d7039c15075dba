-- The rows of a survey as the dry run left them, with the plot that each became. Params: id, action, severity (null: all), limit, offset.
-- Index: survey_feature (survey_id, row_no).
select f.row_no, f.plot_no, f.action, f.worst_severity, f.attributes, f.delivered, f.area_declared_m2, f.area_planar_m2, f.area_ellipsoidal_m2,
       f.plot_id as replaces_plot_id, f.base_version_no, a.plot_id as accepted_plot_id, a.accepted_at, i.issues,
       case when f.geom is null then null else array[ST_XMin(f.geom), ST_YMin(f.geom), ST_XMax(f.geom), ST_YMax(f.geom)] end as bbox,
       count(*) over () as total
from survey_feature f
left join survey_accepted a on a.survey_id = f.survey_id and a.row_no = f.row_no
cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('code', i.code, 'severity', i.severity, 'message_zh', i.message_zh, 'fix_zh', i.fix_zh,
                                                 'value', i.value, 'row_no', i.row_no, 'line_no', i.line_no)
                    order by i.id), '[]') as issues
    from survey_issue i where i.survey_id = f.survey_id and i.row_no = f.row_no
) i
where f.survey_id = :id and (cast(:action as text) is null or f.action = :action)
  and (cast(:severity as text) is null or f.worst_severity = :severity)
order by f.row_no
limit :limit offset :offset

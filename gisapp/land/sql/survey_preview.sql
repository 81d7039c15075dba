-- The rows of a survey as GeoJSON features for the map, as text. Params: id, limit. Index: survey_feature (survey_id, row_no).
select json_build_object(
    'type', 'FeatureCollection',
    'numberMatched', max(s.total),
    'features', coalesce(json_agg(s.feature order by s.row_no), '[]')
)::text
from (
    select f.row_no, count(*) over () as total, json_build_object(
        'type', 'Feature', 'id', f.row_no, 'geometry', ST_AsGeoJSON(f.geom, 9)::json,
        'properties', json_build_object('row_no', f.row_no, 'plot_no', f.plot_no, 'action', f.action, 'worst_severity', f.worst_severity,
                                        'area_m2', f.area_planar_m2, 'accepted', a.row_no is not null)
    ) as feature
    from survey_feature f
    left join survey_accepted a on a.survey_id = f.survey_id and a.row_no = f.row_no
    where f.survey_id = :id and f.geom is not null
    order by f.row_no
    limit :limit
) s

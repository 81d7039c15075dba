-- One survey with how it was read, what is asked, how many issues of each weight, where it lies. Params: id, all_parks, park_ids.
select s.id, s.park_id, s.zone_id, p.code as park_code, p.name_zh as park_name_zh, s.file_name, s.sha256, o.size_bytes, s.state, s.answers,
       s.questions, s.reading, s.counts, s.row_count, s.thresholds, s.received_at, s.received_by, s.received_by_name, s.checked_at, s.decided_at,
       s.decided_by_name, s.valid_from, s.document, s.reason, issues.by_severity as issue_counts, issues.by_code as issue_codes, extent.bbox,
       accepted.count as accepted_count
from survey s
join park p on p.id = s.park_id
join survey_original o on o.sha256 = s.sha256
cross join lateral (
    select coalesce(jsonb_object_agg(g.severity, g.count) filter (where g.code is null), '{}') as by_severity,
           coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'severity', g.severity, 'count', g.count, 'message_zh', g.message_zh) order by g.severity, g.count desc)
                    filter (where g.code is not null), '[]') as by_code
    from (
        select i.severity, i.code, count(*) as count, min(i.message_zh) as message_zh from survey_issue i where i.survey_id = s.id
        group by grouping sets ((i.severity), (i.severity, i.code))
    ) g
) issues
cross join lateral (
    select case when box is null then null else array[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] end as bbox
    from (select ST_Extent(f.geom)::box3d as box from survey_feature f where f.survey_id = s.id) e
) extent
cross join lateral (select count(*) from survey_accepted a where a.survey_id = s.id) accepted
where s.id = :id and (:all_parks or s.park_id = any(:park_ids))

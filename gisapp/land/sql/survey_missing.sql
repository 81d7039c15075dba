-- Plots that the last accepted delivery of the same source brought, that still stand, and that this file names no more. Same source: same park and
-- file name, or same format and columns. Params: id, day, all_parks, park_ids. Index: survey_park, survey_accepted, plot_version_plot.
with me as (
    select s.* from survey s where s.id = :id and (:all_parks or s.park_id = any(:park_ids))
), earlier as (
    select e.id, e.file_name, e.received_at from survey e, me
    where e.park_id = me.park_id and e.id < me.id and exists (select from survey_accepted a where a.survey_id = e.id)
      and (e.file_name = me.file_name
           or e.reading -> 'format' = me.reading -> 'format' and e.reading -> 'columns' = me.reading -> 'columns'
              and jsonb_array_length(coalesce(me.reading -> 'columns', '[]')) > 0)
    order by e.id desc limit 1
)
select v.plot_id, v.plot_no, coalesce(v.area_surveyed_m2, v.area_planar_m2) as area_m2, e.id as earlier_id, e.file_name as earlier_file,
       e.received_at as earlier_received_at, array[ST_XMin(v.geom), ST_YMin(v.geom), ST_XMax(v.geom), ST_YMax(v.geom)] as bbox
from earlier e
join survey_accepted a on a.survey_id = e.id
join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> cast(:day as date)
where not exists (select from survey_feature f where f.survey_id = :id and (f.plot_no = v.plot_no or f.plot_id = v.plot_id))
order by v.plot_no

-- One audit event per accepted row, in the words of a plot registered or revised by hand: {field: {old, new}} with values as text.
-- Params: survey_id, rows, closed, valid_from, document, actor_id, actor_name, request_id, register_tag, revise_tag.
insert into audit_event (actor_id, actor_name, tag, zone_id, park_id, plot_id, subject, subject_id, changes, document, request_id)
select :actor_id, :actor_name, case when f.action = 'new' then :register_tag else :revise_tag end, v.zone_id, v.park_id, v.plot_id, 'plot', v.plot_id,
       coalesce(changed.fields, '{}'), v.document, :request_id
from survey_feature f
join survey_accepted a on a.survey_id = f.survey_id and a.row_no = f.row_no
join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> cast(:valid_from as date)
left join plot_version o on o.id = any(cast(:closed as bigint[])) and o.plot_id = a.plot_id
cross join lateral (
    select jsonb_object_agg(t.field, jsonb_build_object('old', t.old, 'new', t.new)) as fields
    from (values
        ('plot_no', o.plot_no, v.plot_no),
        ('plot_name', o.plot_name, v.plot_name),
        ('area_surveyed_m2', o.area_surveyed_m2::text, v.area_surveyed_m2::text),
        ('parcel_no', o.parcel_no, v.parcel_no),
        ('real_estate_unit_no', o.real_estate_unit_no, v.real_estate_unit_no),
        ('supervision_no', o.supervision_no, v.supervision_no),
        ('address', o.address, v.address),
        ('land_use_scheme', o.land_use_scheme, v.land_use_scheme),
        ('land_use_code', o.land_use_code, v.land_use_code),
        ('land_use_words', o.land_use_words, v.land_use_words),
        ('survey_id', null, v.survey_id::text),
        ('valid_from', null, case when o.id is null then lower(v.valid)::text end),
        ('geometry', '第' || o.version_no || '版', case when o.id is null or o.geom = v.geom then '第' || o.version_no || '版' else '第' || v.version_no || '版' end)
    ) as t (field, old, new)
    where t.old is distinct from t.new
) changed
where f.survey_id = :survey_id and f.row_no = any(:rows)
order by f.row_no

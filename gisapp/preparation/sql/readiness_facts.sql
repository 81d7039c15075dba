-- What the readiness gate looks at, one row per plot that is live on the day asked for it; everything except the ground.
-- Params: plot_ids bigint[], days date[] (one day per plot, same order). Index: …_plot of each fact table.
with asked as (
    select plot_id, day from unnest(cast(:plot_ids as bigint[]), cast(:days as date[])) as a (plot_id, day)
)
select a.plot_id, a.day, v.id as version_id, v.version_no, v.plot_no, v.zone_id, v.park_id, p.code as park_code, p.name_zh as park_name_zh,
       v.planar_epsg, v.area_surveyed_m2, coalesce(v.area_surveyed_m2, v.area_planar_m2) as area_m2, v.land_use_code, ST_AsBinary(v.geom) as geom,
       coalesce(s.land_control, 'unknown') as land_control, s.supply, s.document as state_document,
       coalesce(o.industry_codes, '{}') as industry_codes,
       case when c.plot_id is null then null else jsonb_build_object(
           'document_no', coalesce(c.document_no, ''), 'far_min', c.far_min::text, 'far_max', c.far_max::text,
           'building_coefficient_min', c.building_coefficient_min::text) end as conditions,
       (select jsonb_object_agg(q.item, jsonb_build_object('answer', q.answer, 'remark', q.remark, 'evidence_ids', q.evidence_ids,
                                                           'since', lower(q.valid), 'answered_by_name', q.answered_by_name))
        from cleared_land_answer q where q.plot_id = a.plot_id and q.valid @> a.day and upper_inf(q.recorded)) as answers,
       (select jsonb_agg(jsonb_build_object('utility', u.utility, 'status', u.status, 'source', u.source, 'observed_on', u.observed_on,
                                            'capacity', u.capacity, 'unit', u.unit) order by u.utility)
        from servicing_fact u where u.plot_id = a.plot_id and u.valid @> a.day and upper_inf(u.recorded)) as utilities,
       (select jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title, 'opened_on', d.opened_on, 'evidence_ids', d.evidence_ids) order by d.id)
        from dispute d left join dispute_closure e on e.dispute_id = d.id
        where d.plot_id = a.plot_id and d.opened_on <= a.day and (e.closed_on is null or e.closed_on > a.day)) as disputes,
       (select jsonb_agg(jsonb_build_object('id', b.id, 'holder_name', f.holder_name, 'certificate_no', f.certificate_no, 'registered_on', lower(f.valid)) order by b.id)
        from encumbrance b join encumbrance_fact f on f.encumbrance_id = b.id and upper_inf(f.recorded)
        where b.plot_id = a.plot_id and b.kind = 'seizure' and f.valid @> a.day) as seizures,
       (select jsonb_agg(jsonb_build_object('use_no', t.use_no, 'user_name', t.user_name, 'arranged_on', t.arranged_on, 'until_on', t.until_on, 'standing', t.standing) order by t.use_no)
        from temporary_use_standing(a.day) t where t.plot_id = a.plot_id and t.standing <> 'restored') as temporary_uses,
       (select jsonb_agg(jsonb_build_object('indicator', i.indicator, 'direction', i.direction, 'value', i.value::text, 'basis', i.basis,
                                            'from', lower(i.valid), 'to', upper(i.valid)) order by i.indicator, i.direction)
        from plot_indicator i where i.plot_id = a.plot_id and i.valid @> a.day and upper_inf(i.recorded)) as indicators,
       (select min(edge) from (
            select lower(x.valid) as edge from (
                select valid from plot_version where plot_id = a.plot_id and upper_inf(recorded)
                union all select valid from plot_state where plot_id = a.plot_id and upper_inf(recorded)
                union all select valid from planning_condition where plot_id = a.plot_id and upper_inf(recorded)
                union all select valid from servicing_fact where plot_id = a.plot_id and upper_inf(recorded)
                union all select valid from offer_terms where plot_id = a.plot_id and upper_inf(recorded)
                union all select valid from cleared_land_answer where plot_id = a.plot_id and upper_inf(recorded)
                union all select valid from plot_indicator where plot_id = a.plot_id and upper_inf(recorded)) x
            where lower(x.valid) > a.day
            union all select opened_on from dispute where plot_id = a.plot_id and opened_on > a.day
            union all select edge from encumbrance b join encumbrance_fact f on f.encumbrance_id = b.id and upper_inf(f.recorded)
                cross join lateral (values (lower(f.valid)), (upper(f.valid))) x (edge)
                where b.plot_id = a.plot_id and b.kind = 'seizure' and edge > a.day
            union all select w.taken_on from temporary_use t join temporary_use_step w on w.use_id = t.id where t.plot_id = a.plot_id and w.taken_on > a.day
            union all select e.closed_on from dispute d join dispute_closure e on e.dispute_id = d.id where d.plot_id = a.plot_id and e.closed_on > a.day
        ) edges) as next_fact_on
from asked a
join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> a.day
join park p on p.id = v.park_id
left join plot_state s on s.plot_id = a.plot_id and upper_inf(s.recorded) and s.valid @> a.day
left join planning_condition c on c.plot_id = a.plot_id and upper_inf(c.recorded) and c.valid @> a.day
left join offer_terms o on o.plot_id = a.plot_id and upper_inf(o.recorded) and o.valid @> a.day

-- What a new measure on a plot starts from: the plot, its holders, its open idle case (or the case asked for), its place on the list of low efficiency, measures already running.
-- Params: plot_id, case_id (null = the open one), as_of. Index: plot_version_plot, idle_case_plot, reuse_measure_plot.
select v.plot_id, v.plot_no, v.park_id, v.zone_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en,
       coalesce(v.area_surveyed_m2, v.area_planar_m2) as area_m2, k.stage, k.supply, k.development, k.compliance, k.land_control,
       (select coalesce(jsonb_agg(jsonb_build_object('party_id', y.id, 'name_zh', y.name_zh, 'share', pp.share) order by pp.share desc, y.id), '[]'::jsonb)
        from plot_party pp join party y on y.id = pp.party_id
        where pp.plot_id = v.plot_id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date)) as holders,
       c.case_id, c.case_no, c.state as case_state, c.measure as case_measure, c.idle_area_m2 as case_area_m2,
       low.kind as low_kind, low.way as low_way,
       (select coalesce(jsonb_agg(jsonb_build_object('id', r.measure_id, 'reuse_no', r.reuse_no, 'measure', r.measure, 'stage', r.stage) order by r.reuse_no), '[]'::jsonb)
        from reuse_standing(cast(:as_of as date)) r where r.plot_id = v.plot_id and r.is_open) as running
from plot_version v
join park p on p.id = v.park_id
left join plot_snapshot k on k.plot_id = v.plot_id and k.valid @> cast(:as_of as date)
left join low_efficiency_plot low on low.plot_id = v.plot_id and low.decision = 'listed' and upper_inf(low.recorded) and low.valid @> cast(:as_of as date)
left join lateral (
    select g.case_id, i.case_no, g.state, g.measure, i.idle_area_m2
    from idle_case_standing(cast(:as_of as date)) g join idle_case i on i.id = g.case_id
    where i.plot_id = v.plot_id and (case when cast(:case_id as bigint) is null then g.is_open else g.case_id = :case_id end)
    order by g.is_open desc, g.case_id desc limit 1
) c on true
where v.plot_id = :plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)

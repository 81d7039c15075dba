-- What an announcement says of plots, each on its own day. Params: plot_ids bigint[], days date[] (same order).
-- Index: …_plot of each fact table.
with asked as (
    select plot_id, day, place from unnest(cast(:plot_ids as bigint[]), cast(:days as date[])) with ordinality as a (plot_id, day, place)
)
select a.place, jsonb_build_object(
           'plot_id', v.plot_id, 'version_id', v.id, 'version_no', v.version_no, 'plot_no', v.plot_no, 'park_code', p.code, 'park_name_zh', p.name_zh,
           'park_name_en', p.name_en, 'area_m2', coalesce(v.area_surveyed_m2, v.area_planar_m2)::text,
           'area_basis', case when v.area_surveyed_m2 is null then 'planar' else 'surveyed' end,
           'address', v.address, 'parcel_no', v.parcel_no, 'real_estate_unit_no', v.real_estate_unit_no,
           'land_use_scheme', v.land_use_scheme, 'land_use_code', v.land_use_code, 'land_use_name_zh', u.name_zh, 'land_use_name_en', u.name_en,
           'servicing', s.servicing) as plot,
       (select (select jsonb_object_agg(t.key, t.value) from jsonb_each_text(planning_limits(c)) t)
        from planning_condition c where c.plot_id = v.plot_id and c.valid @> a.day and upper_inf(c.recorded)) as conditions,
       coalesce((select jsonb_agg(jsonb_build_object(
            'indicator', i.indicator, 'direction', i.direction, 'value', i.value::text, 'basis', i.basis, 'effective_from', lower(i.valid),
            'effective_to', upper(i.valid), 'confirmed', not exists (
                select from indicator_requirement r
                where r.indicator = i.indicator and r.direction = i.direction and r.basis = i.basis and r.valid @> a.day
                  and upper_inf(r.recorded) and not r.confirmed)) order by i.indicator, i.direction)
        from plot_indicator i where i.plot_id = v.plot_id and i.valid @> a.day and upper_inf(i.recorded)), '[]') as indicators,
       coalesce((select jsonb_agg(jsonb_build_object('utility', f.utility, 'status', f.status, 'source', f.source, 'observed_on', f.observed_on)
                                  order by f.utility)
        from servicing_fact f where f.plot_id = v.plot_id and f.valid @> a.day and upper_inf(f.recorded)), '[]') as utilities,
       (select jsonb_build_object('industry_codes', o.industry_codes, 'start_price_yuan_per_m2', o.start_price_yuan_per_m2::text,
                                  'delivery_on', o.delivery_on, 'contact_zh', o.contact_zh, 'contact_phone', o.contact_phone)
        from offer_terms o where o.plot_id = v.plot_id and o.valid @> a.day and upper_inf(o.recorded)) as terms
from asked a
join plot_version v on v.plot_id = a.plot_id and v.valid @> a.day and upper_inf(v.recorded)
join park p on p.id = v.park_id
left join plot_state s on s.plot_id = v.plot_id and s.valid @> a.day and upper_inf(s.recorded)
left join land_use_class u on u.scheme = v.land_use_scheme and u.code = v.land_use_code
order by a.place

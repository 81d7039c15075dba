-- What the register says of a plot on a day, as a contract of it would say it. Params: plot_id, day. Index: plot_version(plot_id) and alike.
select v.plot_no, v.real_estate_unit_no, v.supervision_no, v.address as location, v.land_use_scheme, v.land_use_code,
       coalesce(v.area_surveyed_m2, v.area_planar_m2) as area_m2, h.party_id, h.party_name_zh,
       (select jsonb_strip_nulls(planning_limits(c))
        from planning_condition c where c.plot_id = v.plot_id and upper_inf(c.recorded) and c.valid @> cast(:day as date)) as conditions
from plot_version v
left join lateral (
    select pp.party_id, y.name_zh as party_name_zh from plot_party pp join party y on y.id = pp.party_id
    where pp.plot_id = v.plot_id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:day as date)
    order by pp.share desc, pp.id limit 1
) h on true
where v.plot_id = :plot_id and upper_inf(v.recorded)
order by v.valid @> cast(:day as date) desc, v.version_no desc
limit 1

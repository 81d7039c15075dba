-- Parties by name or credit code with their plots of the day in the caller's parks. Params: q, as_of, limit, all_parks, park_ids. Index: party trigram.
select y.id, y.kind, y.name_zh, y.name_en, y.credit_code, y.is_real, coalesce(p.plots, '[]'::jsonb) as plots
from party y
left join lateral (
    select jsonb_agg(jsonb_build_object('id', s.plot_id, 'plot_no', s.plot_no, 'role', pp.role) order by s.plot_no) as plots
    from plot_party pp join plot_snapshot s on s.plot_id = pp.plot_id and s.valid @> cast(:as_of as date)
    where pp.party_id = y.id and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date) and (:all_parks or s.park_id = any(:park_ids))
) p on true
where y.name_zh ilike :q or y.name_en ilike :q or y.credit_code ilike :q
order by jsonb_array_length(coalesce(p.plots, '[]'::jsonb)) = 0, y.name_zh
limit :limit

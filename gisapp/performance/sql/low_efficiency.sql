-- Facts by which plots are judged for low efficiency on a day, and what an officer made of each: allocated plots that are built or stopped, of industrial and warehouse use.
-- Params: as_of, plot_id, all_parks, park_ids. Index: plot_snapshot_park, enterprise_year_land_plot, contract_plot, low_efficiency_once_a_day.
with grades as materialized (select * from plot_grade_on(:as_of)),
broken as materialized (
    select plot_id, array_agg(label_zh order by due_on, label_zh) as labels from obligation_standing(:as_of)
    where state = 'broken' and obligor = 'holder' group by plot_id
), users as materialized (
    -- the enterprise that uses most of the plot in each year, with what it pays for a mu of all its land there
    select distinct on (l.plot_id, f.year) l.plot_id, f.year, f.party_id, f.tax_yuan / nullif(counted_m2(u.land_m2) * 15, 0) as tax_wan_per_mu
    from enterprise_year_land l
    join enterprise_year f on f.id = l.figure_id and upper_inf(f.recorded)
    join enterprise_year_used u on u.figure_id = f.id
    where l.plot_id is not null and l.kind <> 'leased_out' and f.year < extract(year from cast(:as_of as date))
    order by l.plot_id, f.year, l.area_m2 desc, f.party_id
)
select s.plot_id, s.plot_no, s.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, k.sort_order, s.area_m2, s.development, s.stage,
       coalesce(e.party_id, h.party_id) as party_id, y.name_zh as party_name_zh, y.name_en as party_name_en, coalesce(y.is_real, false) as is_real,
       g.grade, g.status as grade_status, g.year as grade_year, t.taxes,
       b.floor_area_m2 / nullif(s.area_m2, 0) as far_built, b.measured_on, c.contract_no, c.instrument,
       (v.conditions ->> 'far_min')::numeric as far_agreed,
       case when s.development = 'stopped' then (
           select max(upper(n.valid)) from plot_state n where n.plot_id = s.plot_id and upper_inf(n.recorded) and n.development <> 'stopped' and upper(n.valid) <= :as_of) end as stopped_since,
       coalesce(x.labels, '{}') as broken,
       e.id as entry_id, e.decision, e.kind, e.way, e.area_m2 as entry_area_m2, e.disposed_m2, e.progress_zh, e.reasons as kept_reasons, e.reason_zh, e.document, e.evidence_ids,
       lower(e.valid) as entry_since, e.recorded_by_name
from plot_snapshot s
join park k on k.id = s.park_id
left join low_efficiency_plot e on e.plot_id = s.plot_id and e.valid @> cast(:as_of as date) and upper_inf(e.recorded)
left join grades g on g.plot_id = s.plot_id
left join broken x on x.plot_id = s.plot_id
left join lateral (select jsonb_object_agg(w.year, round(w.tax_wan_per_mu, 6)::text) as taxes from users w where w.plot_id = s.plot_id) t on true
left join lateral (select w.party_id from users w where w.plot_id = s.plot_id order by w.year desc limit 1) u on true
left join lateral (
    select p.party_id from plot_party p where p.plot_id = s.plot_id and p.role = 'holder' and upper_inf(p.recorded) and p.valid @> cast(:as_of as date) order by p.share desc, p.party_id limit 1
) o on true
cross join lateral (select coalesce(u.party_id, o.party_id) as party_id) h
left join party y on y.id = coalesce(e.party_id, h.party_id)
left join contract c on c.plot_id = s.plot_id and c.signed_on <= :as_of and (c.ended_on is null or c.ended_on > :as_of)
left join lateral (select n.conditions from contract_version n where n.contract_id = c.id and n.holds_from <= :as_of order by n.version_no desc limit 1) v on true
left join lateral (
    select coalesce(q.counted_floor_area_m2, q.floor_area_m2) as floor_area_m2, q.measured_on from plot_built q
    where q.plot_id = s.plot_id and q.valid @> cast(:as_of as date) and upper_inf(q.recorded)
) b on true
where s.valid @> cast(:as_of as date) and s.plot_id = coalesce(cast(:plot_id as bigint), s.plot_id)
  and ((s.supply = 'allocated' and is_built_on(s.plot_id, s.development, :as_of) and (s.land_use_code like '1001%' or s.land_use_code like '1101%')
        and (y.kind is null or y.kind = 'enterprise')) or e.id is not null)
  and (:all_parks or s.park_id = any (:park_ids))
order by k.sort_order, s.plot_no

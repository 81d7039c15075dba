-- What the words may mean, best first. Params: q (like), exact (upper case), prefix (like), number (regexp of a plot number typed short, or null), known_at, as_of, limit, is_staff, all_parks, park_ids.
-- Without an account: published plots by number, and parks. Index: plot_version trigram, party trigram, plot_snapshot(plot_id).
with plot_hit as (
    select s.plot_id, s.plot_no, s.stage, s.area_m2, s.park_id, s.geom_3857, m.matched, m.rank
    from plot_snapshot s
    join plot_version v on v.id = s.version_id
    cross join lateral (
        select * from (values
            (s.plot_no, 'plot_no', case when upper(s.plot_no) = :exact or upper(s.plot_no) ~ :number then 0 when s.plot_no ilike :prefix then 1 else 3 end),
            (case when :is_staff then v.parcel_no end, 'parcel_no', 2),
            (case when :is_staff then v.real_estate_unit_no end, 'real_estate_unit_no', 2),
            (case when :is_staff then v.supervision_no end, 'supervision_no', 2),
            (case when :is_staff then v.address end, 'address', 5),
            (case when :is_staff then v.plot_name end, 'plot_name', 4),
            (case when :is_staff then (select c.contract_no from contract c where c.plot_id = s.plot_id and c.contract_no ilike :q limit 1) end, 'contract_no', 2),
            (case when :is_staff then (select k.case_no from idle_case k where k.plot_id = s.plot_id and k.case_no ilike :q
                                       and (cast(:known_at as timestamptz) is null or k.registered_at <= :known_at) limit 1) end, 'case_no', 2),
            (case when :is_staff then (select j.project_no from project j where j.plot_id = s.plot_id and j.project_no ilike :q
                                       and (cast(:known_at as timestamptz) is null or j.registered_at <= :known_at) limit 1) end, 'project_no', 2)
        ) as x (matched, field, rank)
        where x.matched ilike :q or x.field = 'plot_no' and upper(x.matched) ~ :number order by x.rank limit 1
    ) m
    where s.valid @> cast(:as_of as date)
      and case when :is_staff then (:all_parks or s.park_id = any(:park_ids)) else s.is_public end
    order by m.rank, s.plot_no limit :limit
), old_number as (
    -- a number that no plot has on the day: it leads to the plots that its ground became
    select distinct on (v.plot_no, n.plot_id) v.plot_no as old_no, upper(v.valid) as ended_on, n.plot_id, n.plot_no, n.stage, n.area_m2, n.park_id, n.geom_3857
    from plot_version v
    cross join lateral lineage_successors(v.plot_id, cast(:as_of as date)) e
    join plot_snapshot n on n.plot_id = e.plot_id and n.valid @> cast(:as_of as date)
    where :is_staff and (v.plot_no ilike :q or upper(v.plot_no) ~ :number) and upper_inf(v.recorded) and upper(v.valid) <= cast(:as_of as date)
      -- lots are numbered after the plot they were cut from: they carry the day only where the old number itself was asked for
      and (not n.plot_no ilike :q or (upper(v.plot_no) = :exact and n.plot_id <> v.plot_id))
      and (:all_parks or n.park_id = any(:park_ids))
    order by v.plot_no, n.plot_id limit :limit
), party_hit as (
    select y.id, y.name_zh, y.name_en, y.credit_code, s.plot_id, s.plot_no, s.park_id, s.geom_3857,
           row_number() over (partition by y.id order by s.area_m2 desc nulls last) as place,
           count(s.plot_id) over (partition by y.id) as plots
    from party y
    left join plot_party pp on pp.party_id = y.id and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date)
    left join plot_snapshot s on s.plot_id = pp.plot_id and s.valid @> cast(:as_of as date) and (:all_parks or s.park_id = any(:park_ids))
    where :is_staff and (y.name_zh ilike :q or y.name_en ilike :q or y.credit_code ilike :q)
), hit as (
    select 'plot' as kind, h.rank, h.plot_no as label, p.name_zh || case when h.matched = h.plot_no then '' else ' · ' || h.matched end as sub_zh,
           p.name_en || case when h.matched = h.plot_no then '' else ' · ' || h.matched end as sub_en,
           h.plot_id, p.code as park_code, h.stage, h.area_m2, h.geom_3857 as geom
    from plot_hit h join park p on p.id = h.park_id
    where h.matched = h.plot_no and upper(h.plot_no) = :exact or not exists (select from old_number o where o.plot_id = h.plot_id)
    union all
    select 'plot', case when upper(h.old_no) = :exact then 1 else 3 end, h.plot_no, p.name_zh || ' · 原' || h.old_no || '，' || to_char(h.ended_on, 'FMYYYY"年"FMMM"月"FMDD"日"') || '变更',
           p.name_en || ' · formerly ' || h.old_no || ' until ' || to_char(h.ended_on, 'YYYY-MM-DD'), h.plot_id, p.code, h.stage, h.area_m2, h.geom_3857
    from old_number h join park p on p.id = h.park_id
    union all
    select 'party', 4, h.name_zh,
           coalesce(h.credit_code || ' · ', '') || case when h.plots = 0 then '暂无在册地块' else '地块 ' || h.plot_no || case when h.plots > 1 then ' 等 ' || h.plots || ' 宗' else '' end end,
           coalesce(h.credit_code || ' · ', '') || case when h.plots = 0 then 'no plot' else 'plot ' || h.plot_no || case when h.plots > 1 then ' and ' || h.plots - 1 || ' more' else '' end end,
           h.plot_id, p.code, null, null, h.geom_3857
    from party_hit h left join park p on p.id = h.park_id where h.place = 1
    union all
    select 'park', 6, p.name_zh, p.purpose_zh, p.purpose_en, null, p.code, null, b.area_planar_m2, b.geom_3857
    from park p left join park_boundary b on b.park_id = p.id and upper_inf(b.recorded) and b.valid @> cast(:as_of as date)
    where (p.name_zh ilike :q or p.name_en ilike :q or upper(p.code) = :exact)
      and (not :is_staff or :all_parks or p.id = any(:park_ids))
)
select kind, label, sub_zh, sub_en, plot_id, park_code, stage, area_m2,
       ST_X(g.center) as lon, ST_Y(g.center) as lat,
       case when geom is null then null else array[ST_XMin(g.box), ST_YMin(g.box), ST_XMax(g.box), ST_YMax(g.box)] end as bbox
from hit
left join lateral (
    select ST_Transform(ST_PointOnSurface(outline), 4490) as center, ST_Transform(ST_Envelope(outline), 4490) as box
    from (select case when :is_staff or hit.plot_id is null then hit.geom else public_mercator(hit.geom) end as outline) shown
) g on true
order by rank, label
limit :limit

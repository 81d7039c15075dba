-- The answers about the contracts in force on a day, whose they are and which class of the map, as far as the caller may see: a CTE `filtered`
-- that list, tally and export share, so that they cannot disagree. A null parameter does not filter.
-- Params: as_of, all_parks, park_ids, parks, sides, duties, q (like pattern or null). Index: idle_finding_pkey, contract_plot.
with filtered as (
    select f.*, case when not f.is_stale then idle_land_class(f.state, f.latest_on, cast(:as_of as date)) when f.state <> 'completed' then 'stale' end as land_class,
           case when f.since is not null then cast(:as_of as date) - f.since end as idle_days,
           y.name_zh as party_name_zh, y.name_en as party_name_en, c.project_name, c.signed_on,
           v.plot_no, v.park_id, v.park_code, v.park_name_zh, v.park_name_en, v.sort_order, i.case_id, i.case_no
    from idle_finding_on(cast(:as_of as date)) f
    join contract c on c.id = f.contract_id
    join party y on y.id = f.party_id
    join lateral (
        -- where the plot lies on that day; a plot whose boundary is younger or gone is found by its nearest one
        select b.plot_no, b.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, p.sort_order
        from plot_version b join park p on p.id = b.park_id
        where b.plot_id = f.plot_id and upper_inf(b.recorded)
        order by b.valid @> cast(:as_of as date) desc, b.version_no desc
        limit 1
    ) v on true
    left join (
        select l.contract_id, max(l.id) as case_id, max(l.case_no) as case_no
        from idle_case_standing(cast(:as_of as date)) s join idle_case_live l on l.id = s.case_id
        where s.is_open and l.contract_id is not null group by l.contract_id
    ) i on i.contract_id = f.contract_id
    where (:all_parks or v.park_id = any(:park_ids))
      and (cast(:parks as text[]) is null or v.park_code = any(:parks))
      and (cast(:sides as text[]) is null or f.side = any(:sides))
      and (cast(:duties as text[]) is null or f.duty = any(:duties))
      and (cast(:q as text) is null or f.contract_no ilike :q or y.name_zh ilike :q or v.plot_no ilike :q or c.project_name ilike :q)
)

-- Obligations in force on a day, how they stand, and whose they are, as far as the caller may see: a CTE `filtered` that list,
-- tally, rates and export share, so that they cannot disagree.
-- Params: as_of, all_parks, park_ids, parks, industries (keys of `industry_key`, '' = none recorded), years, officers ('' = nobody), kinds,
--         obligors, contract_id, plot_id, q (like pattern or null). A null parameter does not filter.
-- Index: contract(plot_id), obligation_once, commitment_check (contract_id, obligation_key, sequence).
with filtered as (
    select s.*, c.contract_no, c.project_name, c.area_m2 as contract_area_m2, c.signed_on,
           y.name_zh as party_name_zh, y.name_en as party_name_en,
           v.plot_no, v.park_id, v.park_code, v.park_name_zh, v.park_name_en, v.sort_order, v.zone_id,
           coalesce(o.officer_name, '') as officer_name, extract(year from s.due_on)::integer as due_year,
           coalesce(i.code, s.industry_code, '') as industry_key, i.name_zh as industry_name_zh, i.name_en as industry_name_en
    from obligation_standing(cast(:as_of as date)) s
    join contract c on c.id = s.contract_id
    join party y on y.id = s.party_id
    join lateral (
        -- where the plot lies on that day; a plot whose boundary is younger or gone is found by its nearest one
        select b.plot_no, b.park_id, b.zone_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, p.sort_order
        from plot_version b join park p on p.id = b.park_id
        where b.plot_id = s.plot_id and upper_inf(b.recorded)
        order by b.valid @> cast(:as_of as date) desc, b.version_no desc
        limit 1
    ) v on true
    left join contract_officer o on o.contract_id = s.contract_id and upper_inf(o.recorded) and o.valid @> cast(:as_of as date)
    left join lateral (
        select n.code, n.name_zh, n.name_en from industry n where s.industry_code like n.code || '%' order by length(n.code) desc limit 1
    ) i on true
    where (:all_parks or v.park_id = any(:park_ids))
      and (cast(:parks as text[]) is null or v.park_code = any(:parks))
      and (cast(:industries as text[]) is null or coalesce(i.code, s.industry_code, '') = any(:industries))
      and (cast(:years as integer[]) is null or extract(year from s.due_on)::integer = any(:years))
      and (cast(:officers as text[]) is null or coalesce(o.officer_name, '') = any(:officers))
      and (cast(:kinds as text[]) is null or s.kind = any(:kinds))
      and (cast(:obligors as text[]) is null or s.obligor = any(:obligors))
      and (cast(:contract_id as bigint) is null or s.contract_id = :contract_id)
      and (cast(:plot_id as bigint) is null or s.plot_id = :plot_id)
      and (cast(:q as text) is null or c.contract_no ilike :q or y.name_zh ilike :q or v.plot_no ilike :q or s.label_zh ilike :q or c.project_name ilike :q)
)

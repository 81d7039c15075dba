-- Contracts in force on a day as the register and as the paper have them, one row each, in our own units.
-- Params: as_of, all_parks, park_ids.
-- Index: contract_plot, plot_version_plot, plot_party_plot, planning_condition_plot; the lot is read once per file or export.
with found_idle as (
    select i.contract_id from idle_case_standing(cast(:as_of as date)) k join idle_case i on i.id = k.case_id
    where k.is_open and k.determined_on is not null and i.contract_id is not null
)
select c.id as contract_id, c.contract_no, c.supervision_no, c.plot_id, b.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       -- the paper
       c.project_name, c.location, c.area_m2, coalesce(l.name_zh, c.land_use_code) as land_use,
       case c.method when 'listing' then '挂牌出让' when 'auction' then '拍卖出让' when 'tender' then '招标出让' when 'agreement' then '协议出让' end as method,
       c.term_years, i.name_zh as industry, coalesce(v.price_yuan, c.price_yuan) as price_yuan,
       (select string_agg(to_char(n.due_on, 'YYYY-MM-DD') || ' ' || to_char(round(n.amount_yuan / 10000, 4), 'FM999999999990.0000'), '；' order by n.due_on, n.amount_yuan)
        from contract_instalment n where n.contract_id = c.id and n.version_no = v.version_no) as instalments,
       y.name_zh as party_name,
       (v.conditions ->> 'far_min')::numeric as far_min, (v.conditions ->> 'far_max')::numeric as far_max,
       (v.conditions ->> 'building_coefficient_min')::numeric as building_coefficient_min,
       (v.conditions ->> 'building_coefficient_max')::numeric as building_coefficient_max,
       (v.conditions ->> 'green_ratio_min')::numeric as green_ratio_min, (v.conditions ->> 'green_ratio_max')::numeric as green_ratio_max,
       (v.conditions ->> 'height_min_m')::numeric as height_min_m, (v.conditions ->> 'height_max_m')::numeric as height_max_m,
       v.handover_on, v.start_on, v.completion_on, c.signed_on, c.approval_authority, c.deposit_yuan,
       (select p.value from contract_promise p
        where p.contract_id = c.id and p.version_no = v.version_no and p.indicator = 'investment_intensity' and p.direction = 'at_least') as investment_intensity,
       -- the register
       b.supervision_no as plot_supervision_no, b.address as plot_address, coalesce(b.area_surveyed_m2, b.area_planar_m2) as plot_area_m2,
       coalesce(u.name_zh, b.land_use_code) as plot_land_use,
       (select string_agg(h.name_zh, '、' order by h.name_zh) from plot_party t join party h on h.id = t.party_id
        where t.plot_id = c.plot_id and t.role = 'holder' and t.valid @> cast(:as_of as date) and upper_inf(t.recorded)) as plot_holder,
       q.far_min as plot_far_min, q.far_max as plot_far_max,
       q.building_coefficient_min as plot_building_coefficient_min, q.building_coefficient_max as plot_building_coefficient_max,
       q.green_ratio_min as plot_green_ratio_min, q.green_ratio_max as plot_green_ratio_max,
       q.height_min_m as plot_height_min_m, q.height_max_m as plot_height_max_m,
       m.actual_handover_on, m.actual_start_on, m.actual_completion_on,
       -- the system asks of the contract, not of the plot: found idle and not settled yet
       case when exists (select from found_idle f where f.contract_id = c.id) then '是' else '否' end as found_idle
from contract c
join party y on y.id = c.party_id
join lateral (
    select w.* from plot_version w
    where w.plot_id = c.plot_id and upper_inf(w.recorded)
    order by w.valid @> cast(:as_of as date) desc, w.version_no desc limit 1
) b on true
join park k on k.id = b.park_id
left join contract_version_period v on v.contract_id = c.id and v.holds @> cast(:as_of as date)
left join land_use_class l on l.scheme = c.land_use_scheme and l.code = c.land_use_code
left join land_use_class u on u.scheme = b.land_use_scheme and u.code = b.land_use_code
left join lateral (select name_zh from industry where code = c.industry_code order by edition desc limit 1) i on true
left join planning_condition q on q.plot_id = c.plot_id and q.valid @> cast(:as_of as date) and upper_inf(q.recorded)
left join lateral (
    select max(actual_on) filter (where kind = 'handover' and actual_on <= cast(:as_of as date)) as actual_handover_on,
           max(actual_on) filter (where kind = 'start' and actual_on <= cast(:as_of as date)) as actual_start_on,
           max(actual_on) filter (where kind = 'completion' and actual_on <= cast(:as_of as date)) as actual_completion_on
    from contract_milestone where contract_id = c.id and holds @> cast(:as_of as date)
) m on true
where c.signed_on <= cast(:as_of as date)
  and (c.ended_on is null or c.ended_on > cast(:as_of as date))
  and (:all_parks or b.park_id = any(:park_ids))
order by k.sort_order, b.plot_no, c.contract_no

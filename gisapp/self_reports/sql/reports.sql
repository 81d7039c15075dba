-- Reports that enterprises were asked for, as they stand on a day, of the caller's parks; `of_state` counts them before state and overdue narrow the list.
-- Params: as_of, all_parks, park_ids, id, park, plot_id, contract_id, state (text[]), overdue. A null parameter does not filter.
-- Index: self_report_park, self_report_contract, self_report_plot, self_report_step_once.
with seen as (
    select r.id, r.report_no, r.zone_id, r.park_id, r.plot_id, r.contract_id, r.party_id, r.period_from, r.period_to, r.parts, r.figures as figure_names, r.note, r.asked_on,
           v.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, c.contract_no, c.area_m2, y.name_zh as party_name_zh,
           s.state, s.sequence, s.due_on, s.touched_on, s.filed_on, s.is_late, s.is_overdue, s.owner_name
    from self_report_standing(cast(:as_of as date)) s
    join self_report r on r.id = s.report_id
    join park k on k.id = r.park_id
    join contract c on c.id = r.contract_id
    join party y on y.id = r.party_id
    join lateral (
        -- the number of the day; a plot whose boundary is younger or gone is found by its nearest one
        select x.plot_no from plot_version x where x.plot_id = r.plot_id and upper_inf(x.recorded) order by x.valid @> cast(:as_of as date) desc, x.version_no desc limit 1
    ) v on true
    where (:all_parks or r.park_id = any (:park_ids))
      and (cast(:id as bigint) is null or r.id = :id)
      and (cast(:park as text) is null or k.code = :park)
      and (cast(:plot_id as bigint) is null or r.plot_id = :plot_id)
      and (cast(:contract_id as bigint) is null or r.contract_id = :contract_id)
)
select (select coalesce(jsonb_object_agg(state, n), '{}') from (select state, count(*) as n from seen group by state) of_state) as by_state,
       (select count(*) from seen where is_overdue) as overdue,
       coalesce((select jsonb_agg(to_jsonb(seen) order by is_overdue desc, state = 'submitted' desc, state in ('open', 'returned') desc, due_on, report_no desc) from seen
                 where (cast(:state as text[]) is null or state = any (:state)) and (not coalesce(cast(:overdue as boolean), false) or is_overdue)), '[]') as items

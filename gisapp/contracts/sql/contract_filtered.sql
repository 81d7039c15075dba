-- Contracts signed by a day that the caller may see and that pass the filters, with how far each has come on that day: a CTE `filtered`
-- that list, totals and export share, so that they cannot disagree.
-- Params: as_of, all_parks, park_ids, parks, industries (code prefixes), methods, instruments, years (signed), states, progresses, overdue (true/false/null),
--         plot_id, q (like pattern or null). A null parameter does not filter.
-- Index: contract(plot_id), obligation_once, commitment_check (contract_id, obligation_key, sequence).
with standing as materialized (
    select s.contract_id,
           count(*) as duties,
           count(*) filter (where s.tally = 'kept') as kept,
           count(*) filter (where s.tally = 'late') as late,
           count(*) filter (where s.tally = 'broken') as broken,
           count(*) filter (where s.tally = 'waived') as waived,
           count(*) filter (where s.tally = 'not_yet_due') as not_yet_due,
           count(*) filter (where not s.is_settled and s.late_days > 0 and s.obligor = 'holder') as overdue,
           min(s.act_by) as next_on,
           (array_agg(s.label_zh order by s.act_by, s.due_on) filter (where not s.is_settled))[1] as next_label_zh,
           (array_agg(s.obligation_key order by s.act_by, s.due_on) filter (where not s.is_settled))[1] as next_key,
           (array_agg(s.kind order by s.act_by, s.due_on) filter (where not s.is_settled))[1] as next_kind,
           max(array_position(array['handover', 'start', 'completion', 'production', 'attainment'], s.obligation_key)) filter (where s.kept_on is not null) as done
    from obligation_standing(cast(:as_of as date)) s
    group by s.contract_id
), shown as materialized (
    select c.id, c.instrument, c.contract_no, c.supervision_no, c.plot_id, c.party_id, c.signed_on, c.method, c.term_kind, c.term_years, c.area_m2,
           coalesce(v.price_yuan, c.price_yuan) as price_yuan, c.project_name, c.industry_code, c.supervision_agreement_no, c.source,
           case when c.ended_on <= cast(:as_of as date) then c.ended_on end as ended_on,
           case when c.ended_on <= cast(:as_of as date) then c.end_kind end as end_kind,
           case when c.ended_on <= cast(:as_of as date) then 'ended' else 'in_force' end as state,
           case when s.done is not null then (array['handed_over', 'started', 'completed', 'in_production', 'attained'])[s.done]
                else contract_progress(c.id, cast(:as_of as date)) end as progress,
           v.version_no, v.handover_on, v.start_on, v.completion_on, v.production_on,
           y.name_zh as party_name_zh, y.name_en as party_name_en,
           b.plot_no, b.park_code, b.park_name_zh, b.park_name_en, b.sort_order, b.bbox,
           coalesce(s.duties, 0) as duties, coalesce(s.kept, 0) as kept, coalesce(s.late, 0) as late, coalesce(s.broken, 0) as broken,
           coalesce(s.waived, 0) as waived, coalesce(s.not_yet_due, 0) as not_yet_due, coalesce(s.overdue, 0) as overdue,
           s.next_on, s.next_label_zh, s.next_key, s.next_kind
    from contract c
    join party y on y.id = c.party_id
    join lateral (
        -- where the plot lies on that day; a plot whose boundary is younger or gone is found by its nearest one
        select w.plot_no, w.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, p.sort_order,
               array[ST_XMin(w.geom), ST_YMin(w.geom), ST_XMax(w.geom), ST_YMax(w.geom)] as bbox
        from plot_version w join park p on p.id = w.park_id
        where w.plot_id = c.plot_id and upper_inf(w.recorded)
        order by w.valid @> cast(:as_of as date) desc, w.version_no desc
        limit 1
    ) b on true
    left join contract_version_period v on v.contract_id = c.id and v.holds @> cast(:as_of as date)
    left join standing s on s.contract_id = c.id
    where c.signed_on <= cast(:as_of as date)
      and (:all_parks or b.park_id = any(:park_ids))
      and (cast(:parks as text[]) is null or b.park_code = any(:parks))
      and (cast(:industries as text[]) is null or exists (select from unnest(cast(:industries as text[])) as code where c.industry_code like code || '%'))
      and (cast(:methods as text[]) is null or c.method = any(:methods))
      and (cast(:instruments as text[]) is null or c.instrument = any(:instruments))
      and (cast(:years as integer[]) is null or extract(year from c.signed_on)::integer = any(:years))
      and (cast(:plot_id as bigint) is null or c.plot_id = :plot_id)
      and (cast(:q as text) is null or c.contract_no ilike :q or y.name_zh ilike :q or b.plot_no ilike :q or c.project_name ilike :q
           or c.supervision_no ilike :q)
), filtered as (
    select * from shown
    where (cast(:states as text[]) is null or state = any(:states))
      and (cast(:progresses as text[]) is null or progress = any(:progresses))
      and (cast(:overdue as boolean) is null or (overdue > 0) = :overdue)
)

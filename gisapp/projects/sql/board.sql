-- Projects as they stand on :as_of, one row each, with what the lights, the three rates and the inbox look at.
-- Params: as_of, project_id (null = all), all_parks, park_ids. Moves dated after :as_of have not happened yet.
-- Dates that a contract agrees are those of its version in force. Index: project_move_once, project_schedule_once, project_progress_once
-- (all begin with project_id), obligation_once.
with live as (
    select m.project_id, m.sequence, m.from_stage, m.stage, m.moved_on from project_move_live m where m.moved_on <= :as_of
), latest as (
    select distinct on (project_id) project_id, stage, from_stage, moved_on from live order by project_id, sequence desc
), reached as (
    select project_id,
           min(moved_on) filter (where stage = 'signed') as signed_on, min(moved_on) filter (where stage = 'landed') as landed_on,
           min(moved_on) filter (where stage = 'started') as started_on, min(moved_on) filter (where stage = 'completed') as completed_on,
           min(moved_on) filter (where stage = 'producing') as produced_on, min(moved_on) filter (where stage = 'attained') as attained_on
    from live group by project_id
), schedule as (
    select distinct on (project_id) project_id, version_no, holds_from, planned_start_on, planned_completion_on, planned_production_on,
           planned_attainment_on, needs_entry
    from project_schedule where holds_from <= :as_of order by project_id, version_no desc
), report as (
    select distinct on (project_id) project_id, month, planned_share, done_share, invested_yuan, reported_on
    from project_progress where reported_on <= :as_of order by project_id, month desc, version_no desc
), lights as (
    select project_id, jsonb_object_agg(month, light) as months from project_month_light
    where month < date_trunc('month', cast(:as_of as date)) group by project_id
), letter as (
    select l.project_id, s.state, s.done_on, s.due_on
    from supervision_letter l
    cross join lateral (
        select state, done_on, due_on from supervision_letter_step where letter_id = l.id and done_on <= :as_of order by sequence desc limit 1
    ) s
), letters as (
    select project_id, count(*) filter (where state in ('issued', 'returned', 'replied')) as open_letters,
           count(*) filter (where state in ('issued', 'returned') and due_on < :as_of) as overdue_letters, max(done_on) as touched_on
    from letter group by project_id
), problem as (
    select p.project_id, s.state, s.done_on, s.due_on
    from project_problem p
    cross join lateral (
        select state, done_on, due_on from project_problem_step where problem_id = p.id and done_on <= :as_of order by sequence desc limit 1
    ) s
), problems as (
    select project_id, count(*) filter (where state <> 'closed') as open_problems,
           count(*) filter (where state = 'assigned' and due_on < :as_of) as overdue_problems, max(done_on) as touched_on
    from problem group by project_id
)
select p.id, p.project_no, p.name_zh, p.name_en, p.kind, p.source, p.source_note, p.content_zh, p.zone_id, p.park_id,
       k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, p.industry_code, i.name_zh as industry_name_zh,
       i.name_en as industry_name_en, p.party_id, party.name_zh as party_name_zh, p.plot_id, v.plot_no, v.area_m2 as plot_area_m2,
       p.contract_id, c.contract_no, p.application_id, p.investment_yuan, p.land_wanted_m2, p.output_yuan, p.tax_yuan, p.owner_name, p.lead_office,
       p.duty_office, p.service_officer_id, p.service_officer_name, p.entered_on, latest.stage, latest.moved_on as stage_since,
       case when latest.stage = 'paused' then latest.from_stage end as paused_in,
       reached.signed_on, reached.landed_on, reached.started_on, reached.completed_on, reached.produced_on, reached.attained_on,
       schedule.version_no as schedule_version, schedule.planned_start_on, schedule.planned_completion_on, schedule.planned_production_on,
       schedule.planned_attainment_on, schedule.needs_entry,
       agreed.start_on as contract_start_on, agreed.completion_on as contract_completion_on, agreed.production_on as contract_production_on,
       agreed.attainment_on as contract_attainment_on,
       report.month as progress_month, report.planned_share, report.done_share, report.invested_yuan,
       coalesce(lights.months, '{}'::jsonb) as month_lights,
       coalesce(letters.open_letters, 0) as open_letters, coalesce(letters.overdue_letters, 0) as overdue_letters,
       coalesce(problems.open_problems, 0) as open_problems, coalesce(problems.overdue_problems, 0) as overdue_problems,
       greatest(latest.moved_on, schedule.holds_from, report.reported_on, letters.touched_on, problems.touched_on) as touched_on
from project p
join park k on k.id = p.park_id
join latest on latest.project_id = p.id
join reached on reached.project_id = p.id
left join schedule on schedule.project_id = p.id
left join report on report.project_id = p.id
left join lights on lights.project_id = p.id
left join letters on letters.project_id = p.id
left join problems on problems.project_id = p.id
left join industry i on i.code = p.industry_code and i.edition = p.industry_edition
left join party on party.id = p.party_id
left join contract c on c.id = p.contract_id
left join lateral (
    select min(o.due_on) filter (where o.kind = 'start') as start_on, min(o.due_on) filter (where o.kind = 'completion') as completion_on,
           min(o.due_on) filter (where o.kind = 'production') as production_on, min(o.due_on) filter (where o.kind = 'attainment') as attainment_on
    from obligation o
    where o.contract_id = p.contract_id and o.version_no = (
        select max(cv.version_no) from contract_version cv where cv.contract_id = p.contract_id and cv.holds_from <= :as_of)
) agreed on true
left join lateral (
    select s.plot_no, s.area_m2 from plot_snapshot s where s.plot_id = p.plot_id and s.valid @> cast(:as_of as date) limit 1
) v on true
where (:all_parks or p.park_id = any(:park_ids)) and (cast(:project_id as bigint) is null or p.id = :project_id)
order by k.sort_order, k.code, p.project_no

-- What waits on :as_of over all concepts, one row per thing to do, apart from approval cases (their clocks run on the work calendar).
-- Params: as_of, horizon (last day looked at), untouched_days, figures_due_month, overlap_review_days, proposal_review_days, self_report_review_days, all_parks, park_ids.
-- part = the first duty of a row that holds several. due_on null = no day is set and it is our turn now. since = when it began to wait; touched_on = when anything was last recorded of it.
-- Index: obligation_once, listing_park, supervision_letter_step_once, project_problem_step_once, project_move_once, regional_assessment_geom, constraint_overlap_park.
with owed as materialized (
    select s.contract_id, s.plot_id, s.party_id, s.obligation_key, s.kind, s.obligor, s.label_zh, s.act_by, s.due_on, s.state, s.rectify_by,
           coalesce((select k.checked_on from commitment_check k where k.id = s.last_check_id), c.signed_on) as touched_on, c.contract_no, c.project_name
    from obligation_standing(:as_of) s
    join contract c on c.id = s.contract_id
    where not s.is_settled and s.act_by <= :horizon
), commitments as (
    -- indicators of one contract that are due together are checked together: one row
    select 'commitment' as source, case when state = 'rectifying' then 'check_again' else 'check' end as action,
           contract_id as subject_id, plot_id, party_id, contract_no as reference,
           (array_agg(label_zh order by obligation_key))[1] || case when count(*) > 1 then ' 等 ' || count(*) || ' 项' else '' end as what_zh, project_name as about_zh,
           max(touched_on) as since, act_by as due_on, obligor as turn, max(touched_on) as touched_on, count(*) as things,
           cast(null as bigint) as project_id, min(obligation_key) as part
    from owed
    group by contract_id, plot_id, party_id, contract_no, project_name, act_by, obligor, state = 'rectifying', state,
             case when kind = 'indicator' then 'indicator' else label_zh end
), tolerances as (
    select 'tolerance', 'deliver', t.id, p.plot_id, p.party_id, p.project_no, m.name_zh, p.name_zh, t.agreed_on,
           coalesce(t.extended_to, t.promised_by), 'holder', t.agreed_on, 1::bigint, p.id, null
    from material_tolerance t
    join case_material m on m.id = t.material_id
    join approval_case a on a.id = t.case_id
    join project p on p.id = a.project_id
    where t.agreed_on <= :as_of and (t.revoked_on is null or t.revoked_on > :as_of) and (m.received_on is null or m.received_on > :as_of)
      and (a.finished_on is null or a.finished_on > :as_of) and (a.returned_on is null or a.returned_on > :as_of)
      and coalesce(t.extended_to, t.promised_by) <= :horizon
), listings as (
    select 'listing', case when l.state = 'published' then 'close_listing' when l.state = 'closed' then 'decide'
                           when not exists (select from result_publication r where r.allocation_id = a.id) then 'publish_result' else 'sign' end,
           l.id, l.plot_id, cast(null as bigint), l.listing_no, l.listing_no, coalesce(application.project_name, ''),
           case l.state when 'published' then l.announced_on when 'closed' then l.closed_on else a.decided_on end,
           case l.state when 'published' then l.applications_until when 'closed' then l.decided_from end, 'us',
           case l.state when 'published' then l.announced_on when 'closed' then l.closed_on else a.decided_on end, 1::bigint, cast(null as bigint), null
    from listing l
    left join allocation a on a.listing_id = l.id and a.state = 'live'
    left join application on application.id = a.application_id
    where l.announced_on <= :as_of
      and ((l.state = 'published' and l.applications_until <= :horizon) or (l.state = 'closed' and l.decided_from <= :horizon)
           or (l.state = 'settled' and a.id is not null and not exists (select from contract c where c.allocation_id = a.id)))
), letters as (
    select 'letter', case when s.state = 'replied' then 'judge_reply' else 'record_reply' end, l.id, p.plot_id, p.party_id, l.letter_no, l.title_zh, p.name_zh,
           s.done_on, s.due_on, case when s.state = 'replied' then 'us' else 'office' end, s.done_on, 1::bigint, p.id, null
    from supervision_letter l
    join project p on p.id = l.project_id
    cross join lateral (
        select state, done_on, due_on from supervision_letter_step where letter_id = l.id and done_on <= :as_of order by sequence desc limit 1
    ) s
    where s.state in ('issued', 'returned', 'replied') and (s.due_on is null or s.due_on <= :horizon)
), problems as (
    select 'problem', case s.state when 'raised' then 'assign' when 'assigned' then 'record_handling' else 'visit' end, q.id, p.plot_id, p.party_id,
           p.project_no, q.title_zh, p.name_zh, s.done_on, s.due_on, case when s.state = 'assigned' then 'office' else 'us' end, s.done_on, 1::bigint, p.id, null
    from project_problem q
    join project p on p.id = q.project_id
    cross join lateral (
        select state, done_on, due_on from project_problem_step where problem_id = q.id and done_on <= :as_of order by sequence desc limit 1
    ) s
    where s.state <> 'closed' and (s.due_on is null or s.due_on <= :horizon)
), project_now as materialized (
    select p.id, p.plot_id, p.party_id, p.project_no, p.name_zh, p.contract_id, m.stage, m.moved_on, plan.planned_start_on, plan.planned_completion_on,
           plan.planned_production_on, plan.planned_attainment_on,
           greatest(m.moved_on, plan.holds_from,
                    (select max(reported_on) from project_progress r where r.project_id = p.id and r.reported_on <= :as_of),
                    (select max(s.done_on) from supervision_letter l join supervision_letter_step s on s.letter_id = l.id
                     where l.project_id = p.id and s.done_on <= :as_of),
                    (select max(s.done_on) from project_problem q join project_problem_step s on s.problem_id = q.id
                     where q.project_id = p.id and s.done_on <= :as_of)) as touched_on
    from project p
    cross join lateral (
        select v.stage, v.moved_on from project_move_live v where v.project_id = p.id and v.moved_on <= :as_of order by v.sequence desc limit 1
    ) m
    left join lateral (
        select * from project_schedule s where s.project_id = p.id and s.holds_from <= :as_of order by s.version_no desc limit 1
    ) plan on true
    where m.stage not in ('terminated', 'withdrawn', 'attained')
), milestones as (
    -- dates of a project with a contract are obligations of the contract already
    select 'project', 'move', n.id, n.plot_id, n.party_id, n.project_no, step.label, n.name_zh, n.moved_on, step.due_on, 'holder', n.touched_on, 1::bigint, n.id, null
    from project_now n
    cross join lateral (values
        ('计划开工', n.planned_start_on, n.stage in ('signed', 'landed')), ('计划竣工', n.planned_completion_on, n.stage in ('started', 'building')),
        ('计划投产', n.planned_production_on, n.stage = 'completed'), ('计划达产', n.planned_attainment_on, n.stage = 'producing')
    ) as step (label, due_on, waits)
    where n.contract_id is null and step.waits and step.due_on <= :horizon
), untouched as (
    select 'project', 'follow_up', n.id, n.plot_id, n.party_id, n.project_no, n.name_zh, n.name_zh, n.touched_on, cast(null as date), 'us', n.touched_on, 1::bigint, n.id, null
    from project_now n
    where n.touched_on <= cast(:as_of as date) - cast(:untouched_days as integer)
), idle_duties as (
    -- what the engine says about contracted land falls due within the first warning; once a case is open, its own clocks are looked after there
    select 'idle', case f.duty when 'investigate' then 'investigate' when 'survey' then 'survey' else 'remind_start' end,
           f.contract_id, f.plot_id, f.party_id, f.contract_no,
           case f.state when 'not_yet_due' then '约定动工日期将至' when 'start_late' then '逾期未动工，将满认定年限' when 'stopped' then '停工将满认定年限'
                        when 'unknown' then '缺少事实，不能认定是否闲置' else '疑似闲置，应发出调查通知书' end,
           c.project_name, f.judged_on, f.latest_on, case when f.duty in ('investigate', 'survey') then 'us' else 'holder' end,
           greatest(f.judged_on, (select max(lower(d.recorded))::date from development_fact d where d.contract_id = f.contract_id and lower(d.recorded)::date <= :as_of)),
           1::bigint, cast(null as bigint), cast(null as text)
    from idle_finding_on(cast(:as_of as date)) f
    join contract c on c.id = f.contract_id
    where f.duty <> 'nothing' and (f.duty = 'survey' or f.latest_on is not null)
      and (f.latest_on is null or f.latest_on <= cast(:as_of as date) + rulebook_number('idle.first_warning_days', cast(:as_of as date))::integer)
      and not exists (select from idle_case i where i.contract_id = f.contract_id and i.found_on <= :as_of
                        and not exists (select from idle_case_step e where e.case_id = i.id and e.to_state in ('closed', 'not_idle') and e.taken_on <= :as_of))
), gathered as (
    select * from commitments union all select * from tolerances union all select * from listings union all select * from letters
    union all select * from problems union all select * from milestones union all select * from untouched
    union all select * from idle_duties
), placed as (
    select g.*, v.plot_no, coalesce(v.park_id, p.park_id) as park_id, party.name_zh as party_name_zh,
           coalesce(nullif(p.service_officer_name, ''), officer.officer_name) as person
    from gathered g
    left join project p on p.id = g.project_id
    left join lateral (
        select s.plot_no, s.park_id from plot_snapshot s where s.plot_id = g.plot_id and s.valid @> cast(:as_of as date) limit 1
    ) v on true
    left join party on party.id = g.party_id
    left join contract_officer officer on g.source in ('commitment', 'idle') and officer.contract_id = g.subject_id and officer.valid @> cast(:as_of as date) and upper_inf(officer.recorded)
), assessments as (
    select 'assessment', 'renew', a.id, cast(null as bigint), cast(null as bigint), a.document_no, a.title, '', lower(a.valid), upper(a.valid) - 1, 'us',
           lower(a.valid), 1::bigint, cast(null as bigint), cast(null as text), cast(null as text),
           (select b.park_id from park_boundary b where upper_inf(b.recorded) and b.valid @> cast(:as_of as date) and ST_Intersects(b.geom, a.geom)
              and (:all_parks or b.park_id = any(:park_ids)) order by ST_Area(ST_Intersection(b.geom, a.geom)) desc limit 1),
           cast(null as text), cast(null as text)
    from regional_assessment a
    where upper_inf(a.recorded) and upper(a.valid) - 1 <= :horizon and upper(a.valid) > cast(:as_of as date) - 366 and lower(a.valid) <= :as_of
      and not exists (select from regional_assessment n where n.replaces_id = a.id and upper_inf(n.recorded))
), performance as (
    select 'performance', 'answer_appeal', a.id, cast(null as bigint), g.party_id, r.year || ' 年度亩均评价', '等级申诉（原 ' || g.grade || ' 类）', y.name_zh,
           a.received_on, a.reply_due_on, 'us', a.received_on, 1::bigint, cast(null as bigint), cast(null as text), cast(null as text), g.park_id, y.name_zh, cast(null as text)
    from grade_appeal a
    join grade_result g on g.id = a.result_id
    join grade_run r on r.id = g.run_id
    join party y on y.id = g.party_id
    where a.received_on <= :as_of and a.reply_due_on <= :horizon
      and not exists (select from grade_appeal_decision d where d.appeal_id = a.id and d.decided_on <= :as_of)
    union all
    -- one row a park for the year before: enterprises that hold built land, told figures the year before that, and have told none yet
    select 'performance', 'collect_figures', w.park_id, cast(null as bigint), cast(null as bigint), w.year || ' 年度', w.year || ' 年度亩均数据未报 ' || count(*) || ' 家', '',
           make_date(w.year + 1, 1, 1), (make_date(w.year + 1, w.due_month, 1) + interval '1 month' - interval '1 day')::date, 'us', make_date(w.year + 1, 1, 1),
           count(*), cast(null as bigint), w.year::text, cast(null as text), w.park_id, cast(null as text), cast(null as text)
    from (
        select distinct h.party_id, h.park_id, d.year, cast(:figures_due_month as integer) as due_month
        from (select extract(year from cast(:as_of as date))::integer - 1 as year) d
        cross join lateral figure_holders(d.year) h
        where not exists (select from enterprise_year f where f.party_id = h.party_id and f.park_id = h.park_id and f.year = d.year and upper_inf(f.recorded))
          and exists (select from enterprise_year f where f.year = d.year - 1 and upper_inf(f.recorded) and f.park_id = h.park_id)
    ) w
    where (make_date(w.year + 1, w.due_month, 1) + interval '1 month' - interval '1 day')::date <= :horizon
    group by w.park_id, w.year, w.due_month
), case_now as materialized (
    select i.id, i.case_no, i.park_id, i.plot_id, i.party_id, i.ground, i.found_on, k.state, k.step, k.since, k.next_due_on, k.due_of, k.measure,
           (select f.officer_name from idle_case_officer f where f.case_id = i.id and f.holds_from <= :as_of order by f.holds_from desc, f.id desc limit 1) as officer_name,
           (select max(e.entered_on) from idle_case_entry e where e.case_id = i.id and e.entered_on <= :as_of) as entered_on,
           (select e.due_on from idle_case_entry e where e.case_id = i.id and e.kind = 'next_step' and e.entered_on <= :as_of order by e.entered_on desc, e.id desc limit 1) as step_due_on
    from idle_case_standing(:as_of) k join idle_case_live i on i.id = k.case_id
    where k.is_open
), cases as (
    -- whose time runs: the holder's until its last day, ours from then on; a step without a term of the order waits for us, until the day noted for it
    select 'idle_case', 'handle_case', c.id, c.plot_id, c.party_id, c.case_no,
           case c.state when 'clue' then '发出《闲置土地调查通知书》（第五条）'
                when 'investigating' then case when c.next_due_on < :as_of then '说明期限已满，进入原因审核（第五条）' else '等待原因说明材料（第五条）' end
                when 'cause_review' then case c.step when 'annul' then '原认定已撤销，重新审核原因、作出认定（第八条、第九条）' else '作出认定（第九条）' end when 'determined' then '公开信息并备案（第十一条、第二十五条）' when 'published' then '拟订处置方案（第十三条）'
                when 'planning' then '作出处置决定，收费、收回的先告知听证（第十三条、第十五条）'
                when 'hearing' then case when c.due_of = 'holder' and c.next_due_on >= :as_of then '等待听证申请（第十五条）' else '组织听证或作出决定（第十四条、第十五条）' end
                when 'decided' then '送达处置决定（第十七条）' else case when c.next_due_on < :as_of then '逾期未履行，申请强制执行或结案（第十八条）' else '等待履行（第十七条）' end end,
           case c.ground when 'not_started' then '未动工' else '动工后中止' end, c.since, coalesce(c.next_due_on, c.step_due_on),
           case when c.due_of = 'holder' and c.next_due_on >= :as_of then 'holder' else 'us' end, greatest(c.since, c.entered_on), 1::bigint, cast(null as bigint),
           cast(null as text), s.plot_no, c.park_id, y.name_zh, nullif(c.officer_name, '')
    from case_now c
    left join plot_snapshot s on s.plot_id = c.plot_id and s.valid @> cast(:as_of as date)
    left join party y on y.id = c.party_id
    where coalesce(c.next_due_on, c.step_due_on, :as_of) <= :horizon
), patrols as (
    select 'patrol', 'go_round', t.id, cast(null as bigint), cast(null as bigint), t.task_no, t.title_zh, g.name_zh, t.planned_on, t.due_on, 'us',
           greatest(t.planned_on, (select max(v.visited_on) from patrol_visit v where v.task_id = t.id and v.visited_on <= :as_of)), s.stops - s.visited, cast(null as bigint),
           cast(null as text), cast(null as text), t.park_id, cast(null as text), nullif(t.assignee_name, '')
    from patrol_task t join patrol_task_standing(:as_of) s on s.task_id = t.id join patrol_group g on g.id = t.group_id
    where s.state in ('planned', 'under_way') and t.due_on <= :horizon
    union all
    -- one row a park: plots that nobody visited in time and that are on no round
    select 'patrol', 'plan_round', c.park_id, cast(null as bigint), cast(null as bigint), '', '到期未巡查的地块 ' || count(*) || ' 宗', '', min(c.due_on), min(c.due_on), 'us',
           coalesce(max(c.last_visited_on), min(c.due_on)), count(*), cast(null as bigint), cast(null as text), cast(null as text), c.park_id, cast(null as text), cast(null as text)
    from patrol_coverage(:as_of) c
    where c.state in ('never', 'due')
    group by c.park_id
    union all
    -- what a patrol saw and nobody has made a case of: thirty days from the day it was found
    select 'patrol', 'open_clue', v.id, v.plot_id, cast(null as bigint), coalesce(t.task_no, ''), '巡查发现线索，应登记并调查核实（第五条）', v.note_zh, v.visited_on,
           last_day_of_term(v.visited_on, rulebook_number('idle.investigation_days', v.visited_on)::integer, false), 'us', v.visited_on, 1::bigint, cast(null as bigint),
           cast(null as text), s.plot_no, v.park_id, cast(null as text), v.visitor_name
    from patrol_visit v
    left join patrol_task t on t.id = v.task_id
    left join plot_snapshot s on s.plot_id = v.plot_id and s.valid @> cast(:as_of as date)
    where v.outcome = 'clue' and v.case_id is null and v.visited_on <= :as_of and (v.withdrawn_on is null or v.withdrawn_on > :as_of)
      and not exists (select from patrol_visit n where n.plot_id = v.plot_id and n.outcome = 'clue' and n.id > v.id and n.visited_on <= :as_of
                        and (n.withdrawn_on is null or n.withdrawn_on > :as_of))
      and not exists (select from idle_case i where i.plot_id = v.plot_id and i.found_on <= :as_of
                        and not exists (select from idle_case_step e where e.case_id = i.id and e.to_state in ('closed', 'not_idle') and e.taken_on < v.visited_on))
), reuse as (
    -- the next day to keep of a measure, a temporary use that ends or waits to be looked at, a seizure or another right that runs out
    select 'reuse', 'advance_reuse', n.measure_id, n.plot_id, cast(null as bigint), n.reuse_no, m.title_zh, coalesce(step.title_zh, ''), n.since, n.next_due_on, 'us', n.since,
           1::bigint, cast(null as bigint), cast(null as text), v.plot_no, n.park_id, cast(null as text), nullif(m.officer_name, '')
    from reuse_standing(cast(:as_of as date)) n
    join reuse_measure m on m.id = n.measure_id
    left join lateral (
        select s.title_zh from reuse_milestone s
        cross join lateral (select e.act, e.due_on from reuse_milestone_entry e where e.milestone_id = s.id and e.entered_on <= :as_of order by e.sequence desc limit 1) e
        where s.measure_id = n.measure_id and e.act in ('set', 'move') and e.due_on = n.next_due_on order by s.id limit 1
    ) step on true
    left join lateral (select x.plot_no from plot_version x where x.plot_id = n.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1) v on true
    where n.next_due_on <= :horizon
    union all
    select 'temporary_use', case when t.standing in ('vacated', 'not_restored') then 'look_at_land' else 'end_use' end, t.use_id, t.plot_id, u.party_id, t.use_no,
           '临时利用：' || t.user_name, '', t.since, t.due_on, case when t.standing = 'vacated' then 'us' else 'holder' end, t.since, 1::bigint, cast(null as bigint),
           cast(null as text), v.plot_no, t.park_id, t.user_name, nullif(u.officer_name, '')
    from temporary_use_standing(cast(:as_of as date)) t
    join temporary_use u on u.id = t.use_id
    left join lateral (select x.plot_no from plot_version x where x.plot_id = t.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1) v on true
    where t.standing in ('running', 'overdue', 'vacated', 'not_restored') and t.due_on <= :horizon
    union all
    select 'encumbrance', 'ask_court', b.encumbrance_id, b.plot_id, cast(null as bigint), b.certificate_no, b.holder_name, '', b.registered_on, b.expires_on, 'us', b.registered_on,
           1::bigint, cast(null as bigint), cast(null as text), v.plot_no, v.park_id, cast(null as text), cast(null as text)
    from encumbrances_on(cast(:as_of as date)) b
    join lateral (select x.plot_no, x.park_id from plot_version x where x.plot_id = b.plot_id and upper_inf(x.recorded) and x.valid @> cast(:as_of as date) limit 1) v on true
    where b.expires_on <= :horizon
), inquiries as (
    -- what an investor waits for: to be taken, then to be answered; who she is stays out of the list
    select 'inquiry', case when n.state = 'open' then 'take_inquiry' else 'answer_inquiry' end, i.id, i.plot_id, cast(null as bigint), i.receipt_no,
           case when n.follow_ups > 0 then '招商咨询（追问）' else '招商咨询' end || coalesce('：' || d.name_zh, ''), '', n.asked_on, n.due_on, 'us', n.touched_on, 1::bigint, cast(null as bigint), cast(null as text),
           v.plot_no, i.park_id, cast(null as text), nullif(n.owner_name, '')
    from inquiry_standing(cast(:as_of as date)) n
    join inquiry i on i.id = n.inquiry_id
    left join industry d on d.code = i.industry_code and d.edition = i.industry_edition
    left join lateral (select x.plot_no from plot_version x where x.plot_id = i.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1) v on true
    where n.state in ('open', 'taken') and not n.is_answered
), compliance as (
    -- overlaps that a night found anew because an area or a plot changed and nobody has looked at, one row per area and park; plots that break a rule
    select 'compliance', 'review_overlap', min(c.id), case when count(distinct c.plot_id) = 1 then min(c.plot_id) end, cast(null as bigint),
           c.kind, '新增占压：' || coalesce(nullif(c.name_zh, ''), '城镇开发边界以外'), '涉及 ' || count(distinct c.plot_id) || ' 宗、' || round(sum(c.overlap_m2)) || ' ㎡',
           min(c.found_on), min(c.found_on) + cast(:overlap_review_days as integer), 'us', max(c.found_on), count(*),
           cast(null as bigint), min(c.id)::text, case when count(distinct c.plot_id) = 1 then min(v.plot_no) end, c.park_id, cast(null as text), cast(null as text)
    from constraint_overlap c
    left join lateral (select x.plot_no from plot_version x where x.plot_id = c.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1) v on true
    where c.cause in ('area', 'plot') and c.found_on <= :as_of and (c.resolved_on is null or c.resolved_on > :as_of)
      and not exists (select from overlap_review w where w.overlap_id = c.id and w.reviewed_on <= :as_of)
    group by c.park_id, c.kind, c.name_zh
    having min(c.found_on) + cast(:overlap_review_days as integer) <= :horizon
    union all
    select 'plot_check', 'mend_plot', f.id, f.plot_id, cast(null as bigint), f.code, f.message_zh, '', f.found_on, cast(null as date), 'us', f.found_on, 1::bigint,
           cast(null as bigint), cast(null as text), v.plot_no, f.park_id, cast(null as text), cast(null as text)
    from plot_finding f
    left join lateral (select x.plot_no from plot_version x where x.plot_id = f.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1) v on true
    where f.severity = 'error' and f.found_on <= :as_of and (f.resolved_on is null or f.resolved_on > :as_of)
), proposals as (
    -- what waits for another person's review, and what came back to its author; as it stood on the day
    select 'proposal', case s.state when 'submitted' then 'review_proposal' else 'mend_proposal' end, p.id, cast(null as bigint), cast(null as bigint), p.proposal_no,
           p.title_zh, case when s.state = 'returned' then s.reason else '' end, s.taken_on, s.taken_on + cast(:proposal_review_days as integer), 'us', s.taken_on, 1::bigint,
           cast(null as bigint), cast(null as text), cast(null as text), p.park_id, cast(null as text), case when s.state = 'returned' then p.author_name end
    from proposal p
    cross join lateral (
        select x.state, x.taken_on, x.reason from proposal_step x where x.proposal_id = p.id and x.taken_on <= :as_of order by x.sequence desc limit 1
    ) s
    where s.state in ('submitted', 'returned') and s.taken_on + cast(:proposal_review_days as integer) <= :horizon
), self_reports as (
    -- what an enterprise handed in and nobody has looked at, and what it has not handed in
    select 'self_report', case n.state when 'submitted' then 'look_at_report' else 'remind_report' end, r.id, r.plot_id, r.party_id, r.report_no,
           '企业自报：' || case n.state when 'submitted' then '待核收' when 'returned' then '待补正' else '待填报' end, c.project_name, r.asked_on,
           case when n.state = 'submitted' then n.touched_on + cast(:self_report_review_days as integer) else n.due_on end,
           case when n.state = 'submitted' then 'us' else 'holder' end, n.touched_on, 1::bigint, cast(null as bigint), cast(null as text), v.plot_no, r.park_id, y.name_zh, n.owner_name
    from self_report_standing(cast(:as_of as date)) n
    join self_report r on r.id = n.report_id
    join contract c on c.id = r.contract_id
    join party y on y.id = r.party_id
    left join lateral (select x.plot_no from plot_version x where x.plot_id = r.plot_id and upper_inf(x.recorded) order by lower(x.valid) desc limit 1) v on true
    where n.state in ('open', 'submitted', 'returned')
      and case when n.state = 'submitted' then n.touched_on + cast(:self_report_review_days as integer) else n.due_on end <= :horizon
)
select f.*, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en
from (select * from placed union all select * from assessments union all select * from performance union all select * from cases
      union all select * from patrols union all select * from reuse union all select * from inquiries union all select * from compliance
      union all select * from proposals union all select * from self_reports) f
left join park k on k.id = f.park_id
where :all_parks or f.park_id = any(:park_ids) or (f.park_id is null and f.source = 'inquiry')

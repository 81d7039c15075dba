-- Projects, their moves, progress, supervision letters and reviews.
--
-- What happened is only ever added to: moves, schedules, reports, month lights, letters and what followed them. A later
-- edit may not erase an earlier overdue. What may follow what is `case_transition`, the same table as
-- gisapp/projects/lifecycle.py; triggers (migrations/replaceable) hold every writer to it.

create table case_transition (
    machine text not null check (machine in ('project', 'letter', 'problem')),
    from_state text not null,
    to_state text not null,
    needs_evidence boolean not null default false,
    needs_reason boolean not null default false,
    needs_plot boolean not null default false,
    primary key (machine, from_state, to_state)
);
comment on table case_transition is 'What may follow what; from_state is empty for the first step';

insert into case_transition (machine, from_state, to_state, needs_evidence, needs_reason, needs_plot) values
    ('project', '', 'lead', false, false, false),
    ('project', '', 'negotiating', false, false, false),
    ('project', 'lead', 'negotiating', false, false, false),
    ('project', 'negotiating', 'signed', true, false, false),
    ('project', 'signed', 'landed', true, false, false),
    ('project', 'landed', 'started', true, false, true),
    ('project', 'started', 'building', true, false, true),
    ('project', 'building', 'completed', true, false, true),
    ('project', 'completed', 'producing', true, false, true),
    ('project', 'producing', 'attained', true, false, true),
    ('project', 'lead', 'paused', false, true, false),
    ('project', 'negotiating', 'paused', false, true, false),
    ('project', 'signed', 'paused', true, true, false),
    ('project', 'landed', 'paused', true, true, false),
    ('project', 'started', 'paused', true, true, false),
    ('project', 'building', 'paused', true, true, false),
    ('project', 'completed', 'paused', true, true, false),
    ('project', 'producing', 'paused', true, true, false),
    ('project', 'paused', 'lead', false, true, false),
    ('project', 'paused', 'negotiating', false, true, false),
    ('project', 'paused', 'signed', true, true, false),
    ('project', 'paused', 'landed', true, true, false),
    ('project', 'paused', 'started', true, true, true),
    ('project', 'paused', 'building', true, true, true),
    ('project', 'paused', 'completed', true, true, true),
    ('project', 'paused', 'producing', true, true, true),
    ('project', 'lead', 'terminated', false, true, false),
    ('project', 'negotiating', 'terminated', false, true, false),
    ('project', 'signed', 'terminated', true, true, false),
    ('project', 'paused', 'terminated', true, true, false),
    ('project', 'landed', 'withdrawn', true, true, false),
    ('project', 'started', 'withdrawn', true, true, false),
    ('project', 'building', 'withdrawn', true, true, false),
    ('project', 'completed', 'withdrawn', true, true, false),
    ('project', 'producing', 'withdrawn', true, true, false),
    ('project', 'attained', 'withdrawn', true, true, false),
    ('project', 'paused', 'withdrawn', true, true, false),
    ('letter', '', 'issued', false, false, false),
    ('letter', 'issued', 'replied', false, true, false),
    ('letter', 'returned', 'replied', false, true, false),
    ('letter', 'replied', 'accepted', false, false, false),
    ('letter', 'replied', 'returned', false, true, false),
    ('letter', 'issued', 'withdrawn', false, true, false),
    ('letter', 'returned', 'withdrawn', false, true, false),
    ('letter', 'replied', 'withdrawn', false, true, false),
    ('problem', '', 'raised', false, false, false),
    ('problem', 'raised', 'assigned', false, false, false),
    ('problem', 'assigned', 'assigned', false, true, false),
    ('problem', 'assigned', 'handled', false, true, false),
    ('problem', 'handled', 'closed', false, true, false),
    ('problem', 'handled', 'assigned', false, true, false);

-- projects -------------------------------------------------------------------------------------------------------------
create table project (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    project_no text not null check (project_no ~ '^\S+$' and length(project_no) <= 32),
    name_zh text not null check (name_zh <> ''),
    name_en text not null default '',
    kind text not null default 'new' check (kind in ('new', 'expansion', 'upgrade')),
    source text not null default 'recommended' check (source in ('invited', 'recommended', 'fair', 'online', 'expansion', 'other')),
    source_note text not null default '',
    industry_code text,
    industry_edition text not null default 'GB/T 4754-2017',
    party_id bigint references party,
    plot_id bigint references plot,
    contract_id bigint references contract,
    application_id bigint references application,
    investment_yuan numeric(16, 2) check (investment_yuan >= 0),
    land_wanted_m2 numeric(16, 2) check (land_wanted_m2 > 0),
    output_yuan numeric(16, 2) check (output_yuan >= 0),
    tax_yuan numeric(16, 2) check (tax_yuan >= 0),
    content_zh text not null default '',
    owner_name text not null default '',
    lead_office text not null default '',
    duty_office text not null default '',
    service_officer_id bigint references account,
    service_officer_name text not null default '',
    entered_on date,
    registered_at timestamptz not null default clock_timestamp(),
    registered_by bigint references account,
    registered_by_name text not null,
    constraint project_number_once unique (zone_id, project_no),
    foreign key (park_id, zone_id) references park (id, zone_id),
    foreign key (industry_code, industry_edition) references industry (code, edition)
);
comment on column project.owner_name is 'The leader who answers for it (责任领导); service_officer is who serves it every day (服务专员)';
comment on column project.output_yuan is 'Promised yearly output; with tax_yuan what 达产 is measured by';
comment on column project.entered_on is 'The day it entered the statistics (入库)';
create index project_park on project (park_id);
create index project_plot on project (plot_id) where plot_id is not null;
create index project_contract on project (contract_id) where contract_id is not null;
create index project_party on project (party_id) where party_id is not null;
create index project_officer on project (service_officer_id);

create table project_move (
    id bigint generated always as identity primary key,
    project_id bigint not null references project,
    sequence integer not null check (sequence > 0),
    from_stage text not null,
    stage text not null check (stage in ('lead', 'negotiating', 'signed', 'landed', 'started', 'building', 'completed', 'producing', 'attained',
                                         'paused', 'terminated', 'withdrawn')),
    moved_on date not null,
    evidence_ids bigint[] not null default '{}',
    reason text not null default '',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint project_move_once unique (project_id, sequence)
);
comment on table project_move is 'Every step of a project; append-only, and the next one follows case_transition';

create table project_move_withdrawal (
    move_id bigint primary key references project_move,
    reason text not null check (reason <> ''),
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp()
);
comment on table project_move_withdrawal is 'A move recorded by mistake: it stays, with the reason why it no longer counts; only the last one can be taken back';

create table project_schedule (
    id bigint generated always as identity primary key,
    project_id bigint not null references project,
    version_no integer not null check (version_no > 0),
    holds_from date not null,
    planned_start_on date,
    planned_completion_on date,
    planned_production_on date,
    planned_attainment_on date,
    needs_entry boolean,
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null,
    constraint project_schedule_once unique (project_id, version_no),
    constraint project_schedule_order check (
        planned_start_on <= planned_completion_on and planned_completion_on <= planned_production_on and planned_production_on <= planned_attainment_on
        and planned_start_on <= planned_production_on and planned_start_on <= planned_attainment_on and planned_completion_on <= planned_attainment_on),
    check (version_no = 1 or reason <> '')
);
comment on table project_schedule is 'Planned dates in versions; a new plan keeps the old one, so an overdue stays in view';

create table project_progress (
    id bigint generated always as identity primary key,
    project_id bigint not null references project,
    month date not null check (extract(day from month) = 1),
    version_no integer not null default 1 check (version_no > 0),
    planned_share numeric(5, 4) check (planned_share between 0 and 1),
    done_share numeric(5, 4) not null check (done_share between 0 and 1),
    invested_yuan numeric(16, 2) check (invested_yuan >= 0),
    summary_zh text not null default '',
    obstacle_zh text not null default '',
    evidence_ids bigint[] not null default '{}',
    reported_on date not null,
    recorded_at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null,
    constraint project_progress_once unique (project_id, month, version_no),
    check (reported_on >= month)
);
comment on table project_progress is 'Monthly reports: shares of the whole work since the start; a correction is a further version of the month';

create table project_month_light (
    project_id bigint not null references project,
    month date not null check (extract(day from month) = 1),
    light text not null check (light in ('green', 'yellow', 'red', 'unknown')),
    read_on date not null,
    aspects jsonb not null,
    inputs jsonb not null,
    recorded_at timestamptz not null default clock_timestamp(),
    actor_name text not null,
    constraint project_month_light_once primary key (project_id, month)
);
comment on table project_month_light is 'The light that was given for a month, with its reasons and inputs as they were known; never changed';

-- supervision letters ----------------------------------------------------------------------------------------------
create table supervision_letter (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    project_id bigint not null references project,
    letter_no text not null check (letter_no <> ''),
    title_zh text not null check (title_zh <> ''),
    addressee_zh text not null check (addressee_zh <> ''),
    facts_zh text not null check (facts_zh <> ''),
    demand_zh text not null check (demand_zh <> ''),
    issued_on date not null,
    reply_workdays integer not null check (reply_workdays between 1 and 60),
    reply_due_on date not null check (reply_due_on >= issued_on),
    light text check (light in ('green', 'yellow', 'red', 'unknown')),
    evidence_ids bigint[] not null default '{}',
    issued_at timestamptz not null default clock_timestamp(),
    issued_by bigint references account,
    issued_by_name text not null,
    constraint supervision_letter_number_once unique (zone_id, letter_no)
);
create index supervision_letter_project on supervision_letter (project_id);

create table supervision_letter_step (
    id bigint generated always as identity primary key,
    letter_id bigint not null references supervision_letter,
    sequence integer not null check (sequence > 0),
    from_state text not null,
    state text not null check (state in ('issued', 'replied', 'returned', 'accepted', 'withdrawn')),
    done_on date not null,
    due_on date,
    content_zh text not null default '',
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null,
    constraint supervision_letter_step_once unique (letter_id, sequence),
    check ((state in ('issued', 'returned')) = (due_on is not null))
);
comment on table supervision_letter_step is 'Issued, replied, accepted or returned for another reply with its own last day; append-only';

-- problems: raised, assigned, handled, visited again and closed ----------------------------------------------------------
create table site_review (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    round_zh text not null check (round_zh <> ''),
    title_zh text not null check (title_zh <> ''),
    held_on date not null,
    host_zh text not null default '',
    route_note_zh text not null default '',
    created_at timestamptz not null default clock_timestamp(),
    created_by bigint references account,
    created_by_name text not null,
    closed_at timestamptz,
    closed_by_name text,
    constraint site_review_round_once unique (zone_id, round_zh)
);
comment on column site_review.closed_at is 'From here the score sheet and the ranking are frozen';

create table site_review_item (
    review_id bigint not null references site_review,
    item_no integer not null check (item_no > 0),
    name_zh text not null check (name_zh <> ''),
    max_score numeric(5, 1) not null check (max_score > 0),
    primary key (review_id, item_no)
);

create table site_review_judge (
    review_id bigint not null references site_review,
    judge_no integer not null check (judge_no > 0),
    name_zh text not null check (name_zh <> ''),
    office_zh text not null default '',
    primary key (review_id, judge_no),
    constraint site_review_judge_once unique (review_id, name_zh)
);

create table site_review_stop (
    review_id bigint not null references site_review,
    stop_no integer not null check (stop_no > 0),
    project_id bigint not null references project,
    comment_zh text not null default '',
    total_score numeric(7, 3),
    rank integer check (rank > 0),
    primary key (review_id, project_id),
    constraint site_review_stop_order unique (review_id, stop_no) deferrable initially immediate
);
comment on table site_review_stop is 'The route in its order; score and rank are written once, when the review is closed';
create index site_review_stop_project on site_review_stop (project_id);

create table site_review_score (
    review_id bigint not null references site_review,
    project_id bigint not null,
    judge_no integer not null,
    item_no integer not null,
    score numeric(5, 1) not null check (score >= 0),
    remark_zh text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    actor_name text not null,
    primary key (review_id, project_id, judge_no, item_no),
    foreign key (review_id, project_id) references site_review_stop (review_id, project_id),
    foreign key (review_id, judge_no) references site_review_judge (review_id, judge_no),
    foreign key (review_id, item_no) references site_review_item (review_id, item_no)
);

create table project_problem (
    id bigint generated always as identity primary key,
    project_id bigint not null references project,
    source text not null check (source in ('dispatch', 'review', 'visit', 'enterprise', 'other')),
    review_id bigint references site_review,
    title_zh text not null check (title_zh <> ''),
    detail_zh text not null default '',
    raised_on date not null,
    recorded_at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null,
    check ((source = 'review') = (review_id is not null))
);
create index project_problem_project on project_problem (project_id);

create table project_problem_step (
    id bigint generated always as identity primary key,
    problem_id bigint not null references project_problem,
    sequence integer not null check (sequence > 0),
    from_state text not null,
    state text not null check (state in ('raised', 'assigned', 'handled', 'closed')),
    done_on date not null,
    due_on date,
    office_zh text not null default '',
    content_zh text not null default '',
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null,
    constraint project_problem_step_once unique (problem_id, sequence),
    check (state <> 'assigned' or (due_on is not null and office_zh <> ''))
);
comment on table project_problem_step is 'Raised, assigned to an office with a last day, handled, closed after a visit; append-only';

-- Approval stages and items as dated data, a project's approval process, its cases with clocks, and tolerated material.
--
-- The catalogue is dated like every other fact (`valid`, `recorded`). A case is a row whose days are set once and never
-- changed; suspensions, extensions and conversions are rows of their own, so how a clock stood on any day can be told
-- again. Triggers: replaceable/55_approvals.sql.

create table approval_stage (
    id bigint generated always as identity primary key,
    code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    name_zh text not null check (btrim(name_zh) <> ''),
    name_en text not null default '',
    lead_zh text not null default '',
    sort_order integer not null check (sort_order > 0),
    is_alongside boolean not null default false,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint approval_stage_once_a_day exclude using gist (code with =, valid with &&) where (upper_inf(recorded))
);
comment on column approval_stage.is_alongside is 'Runs beside the other stages from the first day: it does not follow the one before it';

create table approval_item (
    id bigint generated always as identity primary key,
    code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    stage_code text not null,
    name_zh text not null check (btrim(name_zh) <> ''),
    name_en text not null default '',
    department_zh text not null check (btrim(department_zh) <> ''),
    days integer not null check (days between 0 and 400),
    unit text not null check (unit in ('working', 'calendar')),
    statutory_days integer check (statutory_days between 0 and 400),
    statutory_unit text check (statutory_unit in ('working', 'calendar')),
    needs text[] not null default '{}',
    excluded text[] not null default '{}',
    handling text not null check (handling in ('government_ahead', 'commitment', 'simplified', 'ordinary')),
    is_tolerable boolean not null default false,
    extension_days_max integer not null default 0 check (extension_days_max between 0 and 400),
    materials jsonb not null default '[]' check (jsonb_typeof(materials) = 'array'),
    basis text not null check (btrim(basis) <> ''),
    confirmed boolean not null default false,
    note text not null default '',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    check ((statutory_days is null) = (statutory_unit is null)),
    constraint approval_item_within_law check (statutory_days is null or statutory_unit <> unit or days <= statutory_days),
    constraint approval_item_once_a_day exclude using gist (code with =, valid with &&) where (upper_inf(recorded))
);
comment on column approval_item.days is 'What the office promises and what the clock runs on; statutory_days is what the law allows';
comment on column approval_item.needs is 'Items whose result must be out before this one''s may be issued';
comment on column approval_item.excluded is 'Kinds of suspension that stop the clock';
comment on column approval_item.materials is '[{code, name_zh, class: main|secondary, tolerable, source: applicant|shared|earlier_step, form_zh}]';

create table approval_process (
    project_id bigint primary key references project,
    mode text not null check (mode in ('standard', 'commitment', 'land_ready')),
    started_on date not null,
    note text not null default '',
    opened_at timestamptz not null default clock_timestamp(),
    opened_by bigint references account,
    opened_by_name text not null
);
comment on column approval_process.mode is 'standard 一般, commitment 承诺制, land_ready 拿地即开工 (results before the contract are simulated)';

create table approval_case (
    id bigint generated always as identity primary key,
    project_id bigint not null references approval_process,
    item_code text not null,
    round integer not null default 1 check (round > 0),
    is_simulated boolean not null default false,
    planned_on date not null,
    received_on date,
    notice_on date,
    notice_zh text not null default '',
    notice_evidence_ids bigint[] not null default '{}',
    accepted_on date,
    accepted_evidence_ids bigint[] not null default '{}',
    finished_on date,
    outcome text check (outcome in ('granted', 'refused', 'not_needed')),
    result_no text not null default '',
    outcome_reason text not null default '',
    result_evidence_ids bigint[] not null default '{}',
    returned_on date,
    return_reason text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    unique (project_id, item_code, round),
    constraint approval_case_notice_order check (notice_on >= received_on),
    constraint approval_case_notice_proved check (notice_on is null or cardinality(notice_evidence_ids) > 0),
    constraint approval_case_accepted_order check (accepted_on >= received_on),
    constraint approval_case_finished_order check (finished_on >= coalesce(accepted_on, received_on)),
    constraint approval_case_ends_once check ((finished_on is null) = (outcome is null) and (finished_on is null or returned_on is null)),
    constraint approval_case_decided_after_acceptance check (outcome not in ('granted', 'refused') or coalesce(accepted_on, received_on) is not null),
    constraint approval_case_refusal_reasoned check (outcome is null or outcome = 'granted' or btrim(outcome_reason) <> ''),
    constraint approval_case_return_reasoned check (returned_on is null or btrim(return_reason) <> ''),
    constraint approval_case_return_order check (returned_on >= received_on)
);
comment on table approval_case is 'One item of one project, from the plan to its result; each day is set once. A refused or returned one may be followed by another round';
comment on column approval_case.is_simulated is 'Reviewed before the land is won: the result binds nobody until contract and price (case_conversion)';
create unique index approval_case_one_open on approval_case (project_id, item_code) where returned_on is null and outcome is distinct from 'refused';
create index approval_case_item on approval_case (item_code);

create table case_material (
    id bigint generated always as identity primary key,
    case_id bigint not null references approval_case,
    code text not null,
    name_zh text not null check (btrim(name_zh) <> ''),
    material_class text not null check (material_class in ('main', 'secondary')),
    is_tolerable boolean not null,
    source text not null check (source in ('applicant', 'shared', 'earlier_step')),
    form_zh text not null default '',
    received_on date,
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    unique (case_id, code),
    constraint case_material_main_never_tolerable check (material_class = 'secondary' or not is_tolerable)
);
comment on table case_material is 'What the item asked for on the day the case was received, and when each came in';

create table case_suspension (
    id bigint generated always as identity primary key,
    case_id bigint not null references approval_case,
    kind text not null check (kind in ('correction', 'publicity', 'hearing', 'testing', 'expert_review', 'site_survey', 'special_procedure')),
    began_on date not null,
    resumed_on date,
    evidence_ids bigint[] not null,
    resumed_evidence_ids bigint[] not null default '{}',
    note text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint case_suspension_order check (resumed_on >= began_on),
    constraint case_suspension_proved check (cardinality(evidence_ids) > 0),
    constraint case_suspension_no_overlap exclude using gist (case_id with =, daterange(began_on, resumed_on, '[)') with &&)
);
comment on column case_suspension.resumed_on is 'The first day that counts again; null while it lasts';
create unique index case_suspension_one_correction on case_suspension (case_id) where kind = 'correction';

create table case_extension (
    id bigint generated always as identity primary key,
    case_id bigint not null references approval_case,
    days integer not null check (days > 0),
    granted_on date not null,
    approved_by text not null,
    reason text not null,
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint case_extension_approved check (btrim(approved_by) <> '' and btrim(reason) <> '')
);
create index case_extension_case on case_extension (case_id);

create table material_tolerance (
    id bigint generated always as identity primary key,
    case_id bigint not null references approval_case,
    material_id bigint not null references case_material,
    drafted_on date not null,
    promised_by date not null,
    credit_answer text not null,
    agreed_on date,
    promise_evidence_ids bigint[] not null default '{}',
    extended_to date,
    extension_reason text not null default '',
    extension_evidence_ids bigint[] not null default '{}',
    revoked_on date,
    revoke_reason text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint material_tolerance_order check (
        promised_by >= drafted_on and agreed_on >= drafted_on and promised_by >= agreed_on and extended_to > promised_by and revoked_on >= drafted_on),
    constraint material_tolerance_honest check (credit_answer = 'no'),
    constraint material_tolerance_promised check (agreed_on is null or cardinality(promise_evidence_ids) > 0),
    constraint material_tolerance_extension_proved check (extended_to is null or (agreed_on is not null and cardinality(extension_evidence_ids) > 0)),
    constraint material_tolerance_revoke_reasoned check (revoked_on is null or btrim(revoke_reason) <> '')
);
comment on table material_tolerance is '容缺: a secondary material that may come later. Drafted with its promise, agreed once the signed promise is in and the notice is out';
comment on column material_tolerance.credit_answer is 'Is the applicant on a list of dishonesty, as looked up: only those who are not may promise';
comment on column material_tolerance.promise_evidence_ids is 'The promise as signed by the applicant';
create unique index material_tolerance_once on material_tolerance (material_id) where agreed_on is not null or revoked_on is null;
create index material_tolerance_case on material_tolerance (case_id);

create table case_conversion (
    case_id bigint primary key references approval_case,
    effective_on date not null,
    contract_signed_on date not null,
    price_paid_on date not null,
    result_no text not null default '',
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null
);
comment on table case_conversion is 'A simulated result that binds since the contract is signed and the price paid in full; only ever added to';

-- Land put to use again: a measure on a plot from plan to new factory, and temporary uses on the way.
--
-- What happened is only ever added to: steps, targets, milestone entries, parties and figures. A row entered by mistake is taken back
-- by `reuse_withdrawal` and stays in view. What may follow what is `reuse_transition`, which road a measure takes `reuse_road`: the
-- same tables as gisapp/reuse/lifecycle.py and gisapp/reuse/measures.py; triggers (migrations/replaceable/66_reuse.sql) hold every writer to them.

create table reuse_road (
    measure text primary key,
    road text not null check (road in ('returned', 'transferred', 'in_place'))
);
comment on table reuse_road is 'returned = land goes back, is prepared and offered again; transferred = it passes to a new user; in_place = its holder uses it better';
insert into reuse_road (measure, road) values
    ('buy_back', 'returned'), ('swap', 'returned'), ('recovery', 'returned'),
    ('split_transfer', 'transferred'), ('secondary_market', 'transferred'), ('judicial', 'transferred'),
    ('cooperation', 'in_place'), ('upgrade', 'in_place'), ('standard_factory', 'in_place'), ('rectification', 'in_place'),
    ('idle_fee', 'in_place'), ('extend_start', 'in_place'), ('adjust_use', 'in_place'), ('temporary_use', 'in_place');

create table reuse_transition (
    machine text not null check (machine in ('reuse', 'temporary_use')),
    road text not null,
    from_state text not null,
    to_state text not null,
    needs_evidence boolean not null default false,
    needs_reason boolean not null default false,
    needs_area boolean not null default false,
    needs_left boolean not null default false,
    needs_came boolean not null default false,
    needs_after boolean not null default false,
    primary key (machine, road, from_state, to_state)
);
comment on table reuse_transition is 'What may follow what on each road; from_state is empty for the first step';
insert into reuse_transition (machine, road, from_state, to_state, needs_evidence, needs_reason, needs_area, needs_left, needs_came, needs_after) values
    ('reuse', 'returned', '', 'planned', false, false, false, false, false, false),
    ('reuse', 'returned', 'planned', 'approved', true, false, false, false, false, false),
    ('reuse', 'returned', 'approved', 'implementing', true, false, false, false, false, false),
    ('reuse', 'returned', 'implementing', 'released', true, false, true, true, false, false),
    ('reuse', 'returned', 'released', 'prepared', true, false, false, false, false, false),
    ('reuse', 'returned', 'prepared', 'resupplied', true, false, false, false, true, false),
    ('reuse', 'returned', 'resupplied', 'reused', true, false, false, false, true, true),
    ('reuse', 'returned', 'planned', 'abandoned', false, true, false, false, false, false),
    ('reuse', 'returned', 'approved', 'abandoned', true, true, false, false, false, false),
    ('reuse', 'returned', 'implementing', 'abandoned', true, true, false, false, false, false),
    ('reuse', 'transferred', '', 'planned', false, false, false, false, false, false),
    ('reuse', 'transferred', 'planned', 'approved', true, false, false, false, false, false),
    ('reuse', 'transferred', 'approved', 'implementing', true, false, false, false, false, false),
    ('reuse', 'transferred', 'implementing', 'released', true, false, true, true, true, false),
    ('reuse', 'transferred', 'released', 'reused', true, false, false, false, true, true),
    ('reuse', 'transferred', 'planned', 'abandoned', false, true, false, false, false, false),
    ('reuse', 'transferred', 'approved', 'abandoned', true, true, false, false, false, false),
    ('reuse', 'transferred', 'implementing', 'abandoned', true, true, false, false, false, false),
    ('reuse', 'in_place', '', 'planned', false, false, false, false, false, false),
    ('reuse', 'in_place', 'planned', 'approved', true, false, false, false, false, false),
    ('reuse', 'in_place', 'approved', 'implementing', true, false, false, false, false, false),
    ('reuse', 'in_place', 'implementing', 'reused', true, false, true, false, false, true),
    ('reuse', 'in_place', 'planned', 'abandoned', false, true, false, false, false, false),
    ('reuse', 'in_place', 'approved', 'abandoned', true, true, false, false, false, false),
    ('reuse', 'in_place', 'implementing', 'abandoned', true, true, false, false, false, false),
    ('temporary_use', '', '', 'arranged', true, false, false, false, false, false),
    ('temporary_use', '', 'arranged', 'arranged', true, true, false, false, false, false),
    ('temporary_use', '', 'arranged', 'vacated', true, false, false, false, false, false),
    ('temporary_use', '', 'vacated', 'restored', true, true, false, false, false, false),
    ('temporary_use', '', 'vacated', 'not_restored', true, true, false, false, false, false),
    ('temporary_use', '', 'not_restored', 'restored', true, true, false, false, false, false),
    ('temporary_use', '', 'not_restored', 'not_restored', true, true, false, false, false, false);

-- measures ---------------------------------------------------------------------------------------------------------------
create table reuse_measure (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    reuse_no text not null check (reuse_no ~ '^\S+$' and length(reuse_no) <= 32),
    plot_id bigint not null references plot,
    measure text not null references reuse_road,
    origin text not null check (origin in ('idle_case', 'low_efficiency', 'stock_patch', 'initiative')),
    case_id bigint references idle_case,
    origin_note text not null default '',
    title_zh text not null check (btrim(title_zh) <> ''),
    reason_zh text not null default '',
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    geom geometry(MultiPolygon, 4490),
    new_layout geometry(MultiPolygon, 4490),
    officer_name text not null default '',
    evidence_ids bigint[] not null default '{}',
    registered_at timestamptz not null default clock_timestamp(),
    registered_by bigint references account,
    registered_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint reuse_measure_number_once unique (zone_id, reuse_no),
    constraint reuse_measure_origin_case check ((origin = 'idle_case') = (case_id is not null)),
    constraint reuse_measure_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom) and ST_IsValid(new_layout))
);
comment on table reuse_measure is 'One measure of reuse (盘活措施) on a plot or a part of it';
comment on column reuse_measure.area_m2 is 'The area it is about when it was registered; never more than the plot';
comment on column reuse_measure.geom is 'The part that it is about; null = the whole plot as it stood when it was registered';
comment on column reuse_measure.new_layout is 'How the land is laid out afterwards, as far as it was drawn; null = see the live plots on it';
create index reuse_measure_park on reuse_measure (park_id);
create index reuse_measure_plot on reuse_measure (plot_id);
create index reuse_measure_case on reuse_measure (case_id) where case_id is not null;

create table reuse_target (
    id bigint generated always as identity primary key,
    measure_id bigint not null references reuse_measure,
    version_no integer not null check (version_no > 0),
    holds_from date not null,
    release_m2 numeric(16, 2) check (release_m2 >= 0),
    investment_yuan numeric(16, 2) check (investment_yuan >= 0),
    output_yuan numeric(16, 2) check (output_yuan >= 0),
    tax_yuan numeric(16, 2) check (tax_yuan >= 0),
    compensation_yuan numeric(16, 2) check (compensation_yuan >= 0),
    release_by date,
    reuse_by date,
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint reuse_target_once unique (measure_id, version_no),
    constraint reuse_target_order check (reuse_by >= release_by),
    constraint reuse_target_change_explained check (version_no = 1 or btrim(reason) <> '')
);
comment on column reuse_target.compensation_yuan is 'What whoever leaves is paid, as agreed or appraised';
comment on table reuse_target is 'What is to be reached: area, yearly output and tax, by which days; a change is a new version, earlier ones stay';

create table reuse_step (
    id bigint generated always as identity primary key,
    measure_id bigint not null references reuse_measure,
    sequence integer not null check (sequence > 0),
    from_stage text not null,
    stage text not null check (stage in ('planned', 'approved', 'implementing', 'released', 'prepared', 'resupplied', 'reused', 'abandoned')),
    taken_on date not null,
    released_m2 numeric(16, 2) check (released_m2 > 0),
    contract_id bigint references contract,
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint reuse_step_once unique (measure_id, sequence)
);
comment on table reuse_step is 'A measure''s way; append-only, each step follows reuse_transition';
comment on column reuse_step.released_m2 is 'Area released (returned, transferred) or put to better use (in place)';
create index reuse_step_contract on reuse_step (contract_id) where contract_id is not null;

create table reuse_milestone (
    id bigint generated always as identity primary key,
    measure_id bigint not null references reuse_measure,
    kind text not null check (kind in ('appraisal', 'agreement', 'payment', 'vacating', 'soil_survey', 'demolition', 'conditions', 'offer', 'start', 'completion',
                                       'production', 'other')),
    title_zh text not null check (btrim(title_zh) <> ''),
    recorded_at timestamptz not null default clock_timestamp()
);
create index reuse_milestone_measure on reuse_milestone (measure_id);

create table reuse_milestone_entry (
    id bigint generated always as identity primary key,
    milestone_id bigint not null references reuse_milestone,
    sequence integer not null check (sequence > 0),
    act text not null check (act in ('set', 'move', 'done', 'drop')),
    entered_on date not null,
    due_on date,
    done_on date,
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint reuse_milestone_entry_once unique (milestone_id, sequence),
    constraint reuse_milestone_entry_due check ((act in ('set', 'move')) = (due_on is not null)),
    constraint reuse_milestone_entry_done check ((act = 'done') = (done_on is not null)),
    constraint reuse_milestone_entry_proved check (act <> 'done' or cardinality(evidence_ids) > 0),
    constraint reuse_milestone_entry_explained check (act not in ('move', 'drop') or btrim(reason) <> '')
);
comment on table reuse_milestone_entry is 'When a milestone was due, moved, reached or dropped; append-only, so that no later entry erases an overdue';

create table reuse_party (
    id bigint generated always as identity primary key,
    measure_id bigint not null references reuse_measure,
    direction text not null check (direction in ('left', 'came')),
    party_id bigint not null references party,
    moved_on date not null,
    area_m2 numeric(16, 2) check (area_m2 > 0),
    industry_zh text not null default '',
    note text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp()
);
comment on table reuse_party is 'Who left and who came (腾笼、换鸟)';
create index reuse_party_measure on reuse_party (measure_id);
create index reuse_party_party on reuse_party (party_id);

create table reuse_figures (
    id bigint generated always as identity primary key,
    measure_id bigint not null references reuse_measure,
    side text not null check (side in ('before', 'after')),
    year integer not null check (year between 1990 and 2200),
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    floor_area_m2 numeric(16, 2) check (floor_area_m2 >= 0),
    investment_yuan numeric(16, 2) check (investment_yuan >= 0),
    output_yuan numeric(16, 2) check (output_yuan >= 0),
    tax_yuan numeric(16, 2) check (tax_yuan >= 0),
    value_added_yuan numeric(16, 2),
    staff integer check (staff >= 0),
    source text not null check (source in ('performance', 'entered')),
    source_zh text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint reuse_figures_sourced check (source = 'performance' or cardinality(evidence_ids) > 0),
    constraint reuse_figures_say_something check (
        coalesce(floor_area_m2, investment_yuan, output_yuan, tax_yuan, value_added_yuan, staff) is not null)
);
comment on table reuse_figures is 'The land before and after: one year''s figures of the same ground; the newest that was not taken back holds';
create index reuse_figures_measure on reuse_figures (measure_id, side, id desc);

create table reuse_withdrawal (
    subject text not null check (subject in ('step', 'party', 'figures')),
    subject_id bigint not null,
    measure_id bigint not null references reuse_measure,
    reason text not null check (btrim(reason) <> ''),
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (subject, subject_id)
);
comment on table reuse_withdrawal is 'Recorded by mistake: it stays in view and counts no more';

-- temporary use (闲置土地处置办法 第十二条 (三)) ---------------------------------------------------------------------------
create table temporary_use (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    use_no text not null check (use_no ~ '^\S+$' and length(use_no) <= 32),
    plot_id bigint not null references plot,
    measure_id bigint references reuse_measure,
    party_id bigint references party,
    user_name text not null check (btrim(user_name) <> ''),
    purpose text not null check (purpose in ('storage', 'parking', 'construction', 'sports', 'green', 'farming', 'exhibition', 'other')),
    purpose_zh text not null default '',
    arranged_on date not null,
    starts_on date not null,
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    rent_yuan_per_year numeric(14, 2) check (rent_yuan_per_year >= 0),
    deposit_yuan numeric(14, 2) check (deposit_yuan >= 0),
    agreement_no text not null default '',
    restoration_zh text not null check (btrim(restoration_zh) <> ''),
    officer_name text not null default '',
    registered_at timestamptz not null default clock_timestamp(),
    registered_by bigint references account,
    registered_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint temporary_use_number_once unique (zone_id, use_no),
    constraint temporary_use_starts check (starts_on >= arranged_on)
);
comment on table temporary_use is 'Land of which the government arranges a temporary use; it ends no later than the limit from the day it was arranged';
comment on column temporary_use.restoration_zh is 'In which state the land is to be given back';
create index temporary_use_park on temporary_use (park_id);
create index temporary_use_plot on temporary_use (plot_id);
create index temporary_use_measure on temporary_use (measure_id) where measure_id is not null;

create table temporary_use_step (
    id bigint generated always as identity primary key,
    use_id bigint not null references temporary_use,
    sequence integer not null check (sequence > 0),
    from_state text not null,
    state text not null check (state in ('arranged', 'vacated', 'restored', 'not_restored')),
    taken_on date not null,
    until_on date,
    restore_by date,
    note text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint temporary_use_step_once unique (use_id, sequence),
    constraint temporary_use_step_until check ((state = 'arranged') = (until_on is not null)),
    constraint temporary_use_step_restore_by check (state <> 'not_restored' or restore_by > taken_on)
);
comment on table temporary_use_step is 'Arranged or extended with its last day, vacated, looked at: restored or not; append-only';
comment on column temporary_use_step.until_on is 'The last day of the use';

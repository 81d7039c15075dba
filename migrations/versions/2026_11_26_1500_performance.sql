-- Yearly figures of enterprises and the land they use, how they are scored, graded, exempted, appealed; floor area built; low-efficiency land.
--
-- Figures have two times: the year they tell of (`valid`) and when we knew it (`recorded`). A correction closes the row and writes a new one with its
-- land. Schemes, runs and their results are written once and stay; what follows from an appeal is a row of its own. Triggers: replaceable/65_performance.sql.

create table figure_import (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint references park,
    year integer not null check (year between 2000 and 2100),
    evidence_id bigint not null references evidence_file,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    file_name text not null,
    columns jsonb not null default '[]',
    rows jsonb not null default '[]',
    findings jsonb not null default '[]',
    state text not null default 'checked' check (state in ('checked', 'accepted', 'rejected')),
    replaces_id bigint references figure_import,
    received_at timestamptz not null default clock_timestamp(),
    received_by bigint references account,
    received_by_name text not null,
    accepted_rows integer check (accepted_rows >= 0),
    decided_at timestamptz,
    decided_by bigint references account,
    decided_by_name text,
    reason text not null default '',
    constraint figure_import_decided check ((state = 'checked') = (decided_at is null)),
    constraint figure_import_counted check ((state = 'accepted') = (accepted_rows is not null))
);
comment on table figure_import is 'A workbook of yearly figures as it came: its bytes are evidence, its rows and findings are those of the dry run';
comment on column figure_import.park_id is 'Null: a workbook for the whole zone';
create index figure_import_year on figure_import (zone_id, year);

create table enterprise_year (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    party_id bigint not null references party,
    year integer not null check (year between 2000 and 2100),
    is_above_size boolean not null,
    started_on date,
    tax_yuan numeric(18, 2) check (tax_yuan >= 0),
    value_added_yuan numeric(18, 2),
    output_yuan numeric(18, 2) check (output_yuan >= 0),
    revenue_yuan numeric(18, 2) check (revenue_yuan >= 0),
    energy_tce numeric(16, 3) check (energy_tce >= 0),
    electricity_kwh numeric(18, 2) check (electricity_kwh >= 0),
    emission_t numeric(16, 4) check (emission_t >= 0),
    rd_yuan numeric(18, 2) check (rd_yuan >= 0),
    staff integer check (staff >= 0),
    fixed_investment_yuan numeric(18, 2) check (fixed_investment_yuan >= 0),
    source text not null check (btrim(source) <> ''),
    document text,
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    import_id bigint references figure_import,
    valid daterange not null generated always as (daterange(make_date(year, 1, 1), make_date(year + 1, 1, 1))) stored,
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    recorded_by bigint references account,
    recorded_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on table enterprise_year is 'What an enterprise paid, made and used in one park in one year; null = not told. Money in yuan';
comment on column enterprise_year.value_added_yuan is 'May be negative: a loss';
comment on column enterprise_year.fixed_investment_yuan is 'New fixed-asset investment of the year (新增固定资产投资)';
comment on column enterprise_year.started_on is 'First day of production or business: how old the enterprise is';
create unique index enterprise_year_once on enterprise_year (party_id, park_id, year) where upper_inf(recorded);
create index enterprise_year_park on enterprise_year (park_id, year) where upper_inf(recorded);
create index enterprise_year_import on enterprise_year (import_id) where import_id is not null;

create table enterprise_year_land (
    id bigint generated always as identity primary key,
    figure_id bigint not null references enterprise_year,
    plot_id bigint references plot,
    kind text not null check (kind in ('registered', 'leased_in', 'leased_out', 'unregistered')),
    area_m2 numeric(16, 2) not null check (area_m2 > 0)
);
comment on table enterprise_year_land is 'The land of a year by plot: used = registered + leased in - leased out + unregistered but used; one enterprise many plots, one plot many enterprises';
comment on column enterprise_year_land.plot_id is 'Null: land that is on no plot of the register, or not told which';
create unique index enterprise_year_land_once on enterprise_year_land (figure_id, coalesce(plot_id, 0), kind);
create index enterprise_year_land_plot on enterprise_year_land (plot_id) where plot_id is not null;

-- how a year is scored ------------------------------------------------------------------------------------------------
create table score_scheme (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    year integer not null check (year between 2000 and 2100),
    version_no integer not null check (version_no > 0),
    title_zh text not null check (btrim(title_zh) <> ''),
    basis text not null check (btrim(basis) <> ''),
    confirmed boolean not null default false,
    share_a numeric(5, 4) not null,
    share_b numeric(5, 4) not null,
    share_c numeric(5, 4) not null,
    note text not null default '',
    recorded timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    constraint score_scheme_once unique (zone_id, year, version_no),
    constraint score_scheme_shares check (0 < share_a and share_a < share_b and share_b < share_c and share_c <= 1)
);
comment on table score_scheme is 'How the enterprises of a year are scored; a change is a further version, runs keep the one they used';
comment on column score_scheme.share_a is 'Cumulative shares of the ranking: A up to share_a, B up to share_b, C up to share_c, the rest D';

create table score_criterion (
    scheme_id bigint not null references score_scheme,
    segment text not null check (segment in ('above', 'below')),
    criterion text not null check (criterion in ('tax_per_mu', 'value_added_per_mu', 'revenue_per_mu', 'value_added_per_energy', 'value_added_per_emission',
                                                 'labour_productivity', 'rd_share', 'tax_per_electricity')),
    place integer not null check (place > 0),
    weight numeric(7, 4) not null check (weight > 0 and weight <= 100),
    reference numeric(20, 8) not null check (reference > 0),
    cap numeric(7, 4) check (cap >= 1),
    reference_basis text not null check (btrim(reference_basis) <> ''),
    reference_confirmed boolean not null default false,
    primary key (scheme_id, segment, criterion)
);
comment on column score_criterion.reference is 'The reference value that the measured one is divided by, in the criterion''s own unit (万元/亩 …)';
comment on column score_criterion.cap is 'The most that value / reference counts for; null = no cap';

create table grade_exemption (
    id bigint generated always as identity primary key,
    party_id bigint not null references party,
    park_id bigint not null references park,
    kind text not null check (kind in ('utility', 'policy', 'startup', 'construction', 'other')),
    reason_zh text not null check (btrim(reason_zh) <> ''),
    document text,
    evidence_ids bigint[] not null default '{}',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    recorded_by_name text not null,
    constraint grade_exemption_once_a_day exclude using gist (party_id with =, park_id with =, valid with &&) where (upper_inf(recorded))
);
comment on table grade_exemption is '不定级: not ranked, treated as B; holds for a year when it holds on its last day';

create table grade_run (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    year integer not null,
    run_no integer not null check (run_no > 0),
    scheme_id bigint not null references score_scheme,
    fixed_on date not null,
    algorithm text not null check (algorithm <> ''),
    settings jsonb not null,
    inputs_sha256 text not null check (inputs_sha256 ~ '^[0-9a-f]{64}$'),
    note text not null default '',
    recorded timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    constraint grade_run_once unique (zone_id, year, run_no)
);
comment on table grade_run is 'Grades of a year as they were fixed: scheme, settings, algorithm and inputs; a further run of the year takes its place from its day on';

create table grade_result (
    id bigint generated always as identity primary key,
    run_id bigint not null references grade_run,
    party_id bigint not null references party,
    park_id bigint not null references park,
    figure_id bigint not null references enterprise_year,
    segment text not null check (segment in ('above', 'below')),
    status text not null check (status in ('graded', 'exempt', 'out_of_scope', 'unscored')),
    score numeric(12, 4),
    rank integer check (rank > 0),
    ranked_of integer check (ranked_of > 0),
    is_tied boolean not null default false,
    grade text check (grade in ('A', 'B', 'C', 'D')),
    reason_zh text not null default '',
    land_m2 numeric(16, 2),
    inputs jsonb not null,
    contributions jsonb not null default '[]',
    constraint grade_result_once unique (run_id, party_id, park_id),
    constraint grade_result_whole check (
        (status = 'graded') = (rank is not null) and (rank is null) = (ranked_of is null) and (status in ('graded', 'exempt')) = (grade is not null)
        and (status <> 'exempt' or grade = 'B') and (status <> 'graded' or score is not null) and rank <= ranked_of)
);
comment on column grade_result.inputs is 'The figures as they were known when the run was fixed';
create index grade_result_party on grade_result (party_id);
create index grade_result_figure on grade_result (figure_id);

create table grade_appeal (
    id bigint generated always as identity primary key,
    result_id bigint not null references grade_result,
    received_on date not null,
    grounds_zh text not null check (btrim(grounds_zh) <> ''),
    wanted_grade text check (wanted_grade in ('A', 'B', 'C')),
    reply_workdays integer not null check (reply_workdays between 1 and 60),
    reply_due_on date not null check (reply_due_on >= received_on),
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null
);
comment on table grade_appeal is 'An enterprise contests its grade; the reply is due in working days';
create index grade_appeal_result on grade_appeal (result_id);

create table grade_appeal_decision (
    appeal_id bigint primary key references grade_appeal,
    outcome text not null check (outcome in ('upheld', 'rejected', 'withdrawn')),
    decided_on date not null,
    reply_zh text not null check (btrim(reply_zh) <> ''),
    new_grade text check (new_grade in ('A', 'B', 'C', 'D')),
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    constraint grade_appeal_decision_grade check ((outcome = 'upheld') = (new_grade is not null))
);
comment on table grade_appeal_decision is 'The one answer to an appeal; an upheld one gives the grade that holds from its day on';

-- what stands on a plot, and what is made of land of low efficiency ----------------------------------------------------
create table plot_built (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    floor_area_m2 numeric(16, 2) not null check (floor_area_m2 >= 0),
    counted_floor_area_m2 numeric(16, 2) check (counted_floor_area_m2 >= 0),
    footprint_m2 numeric(16, 2) check (footprint_m2 >= 0),
    buildings integer check (buildings >= 0),
    measured_on date not null,
    source text not null check (btrim(source) <> ''),
    document text,
    evidence_ids bigint[] not null default '{}',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    recorded_by_name text not null,
    constraint plot_built_once_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded)),
    constraint plot_built_bounds check (footprint_m2 <= floor_area_m2 and (buildings <> 0 or floor_area_m2 = 0))
);
comment on table plot_built is 'All buildings of a plot together, as measured; no row = nobody has measured, a row of nought = nothing is built';
comment on column plot_built.counted_floor_area_m2 is 'Floor area as counted for the floor area ratio (计容建筑面积: storeys above 8 m twice); null = not computed, the plain one is taken';
create index plot_built_plot on plot_built (plot_id);

create table low_efficiency_plot (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    party_id bigint references party,
    decision text not null check (decision in ('listed', 'dismissed', 'closed')),
    kind text check (kind in ('prohibited', 'unsafe', 'leave_secondary', 'scattered', 'low_output', 'under_built', 'stopped', 'promise_broken')),
    way text check (way in ('agreed_recovery', 'exchange', 'split_transfer', 'secondary_market', 'judicial', 'cooperation', 'technical_upgrade',
                            'standard_plant', 'rectify', 'idle_fee', 'lawful_recovery')),
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    disposed_m2 numeric(16, 2) not null default 0 check (disposed_m2 >= 0),
    progress_zh text not null default '',
    reasons jsonb not null default '[]',
    reason_zh text not null check (btrim(reason_zh) <> ''),
    document text,
    evidence_ids bigint[] not null default '{}',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    recorded_by_name text not null,
    constraint low_efficiency_once_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded)),
    constraint low_efficiency_disposed check (disposed_m2 <= area_m2),
    constraint low_efficiency_kind check (decision <> 'listed' or kind is not null)
);
comment on table low_efficiency_plot is 'What an officer made of a candidate: put on the list with kind and way of disposal, dismissed with a reason, or closed';

-- Indicators, regional assessments and what the readiness gate looks at.
--
-- Two times as everywhere: `valid` (in force, true in the world) and `recorded` (known to us). A correction, and the
-- confirmation of a shipped number, closes `recorded` and writes a new row.

-- what is demanded --------------------------------------------------------------------------------------------------
create table indicator_requirement (
    id bigint generated always as identity primary key,
    indicator text not null check (indicator in (
        'investment_intensity', 'tax_per_mu', 'output_per_mu', 'value_added_per_mu', 'floor_area_ratio', 'building_coefficient',
        'admin_land_share', 'admin_floor_share', 'green_ratio', 'value_added_per_energy', 'value_added_per_emission', 'rd_share',
        'labour_productivity', 'environmental_standard')),
    direction text not null check (direction in ('at_least', 'at_most')),
    value numeric not null check (value >= 0),
    written_unit text not null,
    industry_code text not null default '' check (industry_code ~ '^([A-T]|[0-9]{2,4})?$'),
    park_id bigint references park,
    basis text not null check (basis <> ''),
    confirmed boolean not null default false,
    note text not null default '',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint indicator_requirement_once_a_day exclude using gist
        (indicator with =, direction with =, industry_code with =, (coalesce(park_id, 0)) with =, valid with &&) where (upper_inf(recorded))
);
comment on table indicator_requirement is 'What an indicator must reach: indicator x industry (GB/T 4754-2017, '''' = any) x park (null = any) x period';
comment on column indicator_requirement.value is 'In the canonical unit of the indicator: yuan per m2 (the same number as 万元/公顷; 万元/亩 x 15), shares as fractions of one';
comment on column indicator_requirement.written_unit is 'The unit in which the document states it; the number is stored in the canonical one';

create table basic_indicator_set (
    id bigint generated always as identity primary key,
    indicators text[] not null check (cardinality(indicators) > 0),
    basis text not null check (basis <> ''),
    confirmed boolean not null default false,
    note text not null default '',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint basic_indicator_set_once_a_day exclude using gist (valid with &&) where (upper_inf(recorded))
);
comment on table basic_indicator_set is 'The indicators without which a plot is not offered as a standard plot';

create table readiness_demand (
    id bigint generated always as identity primary key,
    servicing_level text not null check (servicing_level in ('none', 'three', 'five', 'seven')),
    assessments text[] not null,
    basis text not null check (basis <> ''),
    confirmed boolean not null default false,
    note text not null default '',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint readiness_demand_once_a_day exclude using gist (valid with &&) where (upper_inf(recorded))
);
comment on table readiness_demand is 'Servicing level and regional assessments that a plot must have before it may be offered';

-- what is there -------------------------------------------------------------------------------------------------------
create table plot_indicator (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    indicator text not null,
    direction text not null check (direction in ('at_least', 'at_most')),
    value numeric not null check (value >= 0),
    written_unit text not null,
    basis text not null check (basis <> ''),
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint plot_indicator_once_a_day exclude using gist (plot_id with =, indicator with =, direction with =, valid with &&) where (upper_inf(recorded))
);
comment on table plot_indicator is 'The control indicators set for one plot; what is promised is measured against them';
create index plot_indicator_plot on plot_indicator (plot_id) where upper_inf(recorded);

create table regional_assessment (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    replaces_id bigint references regional_assessment,
    kind text not null check (kind in (
        'environment', 'energy', 'seismic', 'geological_hazard', 'minerals', 'soil_and_water', 'flood', 'water_resources', 'heritage', 'traffic',
        'lightning', 'climate', 'social_stability', 'soil_pollution')),
    title text not null check (title <> ''),
    compiled_by text not null default '',
    document_no text not null check (document_no <> ''),
    approved_on date not null,
    remark text not null default '',
    geom geometry(MultiPolygon, 4490) not null,
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    evidence_ids bigint[] not null default '{}',
    source text not null default '',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint regional_assessment_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    constraint regional_assessment_approved_first check (approved_on <= lower(valid))
);
comment on table regional_assessment is 'A regional assessment (区域评估), the ground that it covers and the days on which it may be relied on';
comment on column regional_assessment.valid is 'Its term: from the first day on which it may be relied on to the day after the last';
create index regional_assessment_geom on regional_assessment using gist (geom) where upper_inf(recorded);
create index regional_assessment_geom_3857 on regional_assessment using gist (geom_3857) where upper_inf(recorded);

create table cleared_land_answer (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    item text not null check (item in ('title', 'settlement', 'no_dispute', 'conditions', 'basic')),
    answer text not null check (answer in ('yes', 'no', 'unknown')),
    remark text not null default '',
    evidence_ids bigint[] not null default '{}',
    answered_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint cleared_land_answer_once_a_day exclude using gist (plot_id with =, item with =, valid with &&) where (upper_inf(recorded))
);
comment on table cleared_land_answer is 'The five conditions of supply (闲置土地处置办法 第二十一条), each with an answer and what proves it';
create index cleared_land_answer_plot on cleared_land_answer (plot_id) where upper_inf(recorded);

create table dispute (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    title text not null check (title <> ''),
    opened_on date not null,
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null default ''
);
create index dispute_plot on dispute (plot_id);

create table dispute_closure (
    dispute_id bigint primary key references dispute,
    closed_on date not null,
    outcome text not null check (outcome <> ''),
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null default ''
);
comment on table dispute_closure is 'How and when a dispute was settled; a dispute without one is open';

-- what was judged -----------------------------------------------------------------------------------------------------
create table readiness_record (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    plot_version_id bigint not null references plot_version,
    as_of date not null,
    passed boolean not null,
    items jsonb not null,
    inputs jsonb not null default '{}',
    made_at timestamptz not null default clock_timestamp(),
    made_by bigint references account,
    made_by_name text not null,
    unique (id, plot_id),
    constraint readiness_record_tells_its_items check (
        jsonb_typeof(items) = 'array'
        and passed = (jsonb_array_length(items) > 0 and not jsonb_path_exists(items, '$[*] ? (!(@.state == "passed"))')))
);
comment on table readiness_record is 'The answer of the readiness gate as given, with everything it looked at; a listing rests on one that passed';
create index readiness_record_plot on readiness_record (plot_id, as_of desc, id desc);

create table plot_readiness (
    plot_id bigint not null references plot,
    state text not null check (state in ('ready', 'expiring', 'open', 'failed')),
    topics jsonb not null,
    failed_count integer not null,
    open_count integer not null,
    reason_zh text not null default '',
    judged_on date not null,
    judged_at timestamptz not null default clock_timestamp(),
    holds_until date check (holds_until > judged_on),
    is_stale boolean not null default false,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    constraint plot_readiness_once_a_day exclude using gist (plot_id with =, valid with &&)
);
comment on table plot_readiness is 'Read model of map and board: the newest answer of the gate per candidate plot and period; judged again after each change and nightly';
comment on column plot_readiness.holds_until is 'The first day on which time alone changes the answer (an assessment ends, a look at a utility grows old); null: none in sight';
comment on column plot_readiness.is_stale is 'What the gate looks at has changed since; to be judged again';
create index plot_readiness_plot on plot_readiness (plot_id);

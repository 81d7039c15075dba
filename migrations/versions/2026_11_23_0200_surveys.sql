-- Survey files: the original, the dry run with its rows and issues, and what was taken from it.
--
-- A dry run may be repeated (another answer, another coordinate system): its rows and issues are then written anew.
-- The original never changes, and what was accepted is only ever added to.

create table survey_original (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes bigint not null check (size_bytes = length(content)),
    content bytea not null,
    received_at timestamptz not null default clock_timestamp()
);
alter table survey_original alter column content set storage external;  -- surveys come compressed, or are read once
comment on table survey_original is 'The file as delivered, byte by byte, once per content';

create table survey (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    file_name text not null,
    sha256 text not null references survey_original,
    state text not null check (state in ('asking', 'checked', 'partly_accepted', 'accepted', 'rejected')),
    answers jsonb not null default '{}',
    questions jsonb not null default '[]',
    reading jsonb not null default '{}',
    counts jsonb not null default '{}',
    row_count integer not null check (row_count >= 0),
    thresholds jsonb not null,
    received_at timestamptz not null,
    received_by bigint references account,
    received_by_name text not null,
    checked_at timestamptz not null,
    decided_at timestamptz,
    decided_by bigint references account,
    decided_by_name text,
    valid_from date,
    document text,
    reason text,
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on column survey.answers is 'What the officer decided: crs, zone, encoding, layer, field_map, area_unit, land_use_scheme, plot_no_prefix';
comment on column survey.reading is 'How the file was read: format, encoding and why, coordinate system and why, which column became which field';
comment on column survey.thresholds is 'Tolerances that the checks used, as in force on the day of the dry run';
create index survey_park on survey (park_id, received_at desc);
create index survey_sha256 on survey (sha256);

create table survey_feature (
    id bigint generated always as identity primary key,
    survey_id bigint not null references survey on delete cascade,
    park_id bigint not null references park,
    row_no integer not null check (row_no > 0),
    plot_no text,
    action text not null check (action in ('new', 'revise', 'unchanged', 'blocked')),
    worst_severity text check (worst_severity in ('info', 'warning', 'error')),
    geom geometry(MultiPolygon, 4490),
    geom_3857 geometry(MultiPolygon, 3857) generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    area_declared_m2 numeric(16, 2),
    area_planar_m2 numeric(16, 2),
    area_ellipsoidal_m2 numeric(16, 2),
    attributes jsonb not null default '{}',
    delivered jsonb not null default '{}',
    boundary_points jsonb,
    plot_id bigint references plot,
    base_version_no integer,
    unique (survey_id, row_no),
    check (action = 'blocked' or (geom is not null and plot_no is not null)),
    check (action <> 'blocked' or worst_severity = 'error')
);
comment on table survey_feature is 'One row per row of the file, the refused ones too: rows read = rows here';
comment on column survey_feature.attributes is 'Values in our fields, areas apart';
comment on column survey_feature.delivered is 'The row as delivered';
comment on column survey_feature.plot_id is 'The live plot that the row would revise or repeats';
create index survey_feature_geom_3857 on survey_feature using gist (geom_3857);

create table survey_issue (
    id bigint generated always as identity primary key,
    survey_id bigint not null references survey on delete cascade,
    row_no integer,
    line_no integer,
    field text,
    code text not null,
    severity text not null check (severity in ('info', 'warning', 'error')),
    value text,
    message_zh text not null,
    fix_zh text not null default '',
    point geometry(Point, 4490)
);
create index survey_issue_survey on survey_issue (survey_id, row_no);

create table survey_accepted (
    survey_id bigint not null references survey,
    row_no integer not null,
    plot_id bigint not null references plot,
    accepted_at timestamptz not null default clock_timestamp(),
    primary key (survey_id, row_no)
);
comment on table survey_accepted is 'Which row became which plot; only ever added to';
create index survey_accepted_plot on survey_accepted (plot_id);

alter table plot_version add constraint plot_version_survey foreign key (survey_id) references survey;

-- What the rules find on registered plots night by night, constraint areas as facts of record, compliance reports.
--
-- A run writes differences only: a finding stands from the day on which a run saw it first until the day on which a run saw it no
-- longer; both runs are named. A report is one text and its hash and can be worked out again from what it names.
-- Triggers: replaceable/69_plot_rules.sql.

-- constraint areas: two times, like every fact; a correction closes `recorded` and writes a new row -------------------------------
alter table constraint_area
    add column replaces_id bigint references constraint_area,
    add column root_id bigint references constraint_area,
    add column document_no text not null default '',
    add column distance_m numeric(8, 2) constraint constraint_area_distance_not_negative check (distance_m >= 0),
    add column remark text not null default '',
    add column recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    add column recorded_by_name text not null default '';
comment on column constraint_area.root_id is 'The first row of a chain of corrections; null in that row itself';
comment on column constraint_area.distance_m is 'Protection distance around the drawn area in metres; 0 = the area is the protected range itself; null = the rulebook''s for its kind';
create unique index constraint_area_replaced_once on constraint_area (replaces_id) where upper_inf(recorded);

-- the nightly runs ------------------------------------------------------------------------------------------------------------
create table plot_check_run (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    kind text not null check (kind in ('rules', 'constraints')),
    as_of date not null,
    ran_at timestamptz not null default clock_timestamp(),
    ran_by_name text not null,
    plots integer not null check (plots >= 0),
    standing integer not null check (standing >= 0),
    found integer not null check (found >= 0),
    resolved integer not null check (resolved >= 0),
    inputs jsonb not null
);
comment on table plot_check_run is 'One run of the plot rules or of the constraint areas over a zone; inputs = versions, tolerances, areas, what could not be asked';
create index plot_check_run_newest on plot_check_run (zone_id, kind, as_of desc, id desc);

create table plot_finding (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    other_plot_id bigint references plot,
    rule text not null,
    rule_version integer not null check (rule_version > 0),
    code text not null,
    severity text not null check (severity in ('error', 'warning', 'info')),
    message_zh text not null,
    message_en text not null default '',
    fix_zh text not null default '',
    fix_en text not null default '',
    measured text,
    required text,
    tolerances jsonb not null,
    geom geometry(Geometry, 4490) not null check (not ST_IsEmpty(geom)),
    place geometry(Point, 4490) not null generated always as (ST_PointOnSurface(geom)) stored,
    geom_3857 geometry(Point, 3857) not null generated always as (ST_Transform(ST_PointOnSurface(geom), 3857)) stored,
    fingerprint text not null,
    found_on date not null,
    found_run_id bigint not null references plot_check_run,
    resolved_on date,
    resolved_run_id bigint references plot_check_run,
    constraint plot_finding_resolved_by_a_run check ((resolved_on is null) = (resolved_run_id is null)),
    constraint plot_finding_resolved_later check (resolved_on >= found_on),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on table plot_finding is 'What a rule finds on a registered plot, from the run that saw it first to the run that saw it no longer';
create unique index plot_finding_open_once on plot_finding (plot_id, fingerprint) where resolved_on is null;
create index plot_finding_park on plot_finding (park_id, found_on);
create index plot_finding_place on plot_finding using gist (place);
create index plot_finding_geom_3857 on plot_finding using gist (geom_3857);

create table constraint_overlap (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    area_id bigint references constraint_area,
    kind text not null,
    mode text not null check (mode in ('inside', 'outside')),
    severity text not null check (severity in ('error', 'warning', 'info')),
    name_zh text not null,
    name_en text not null default '',
    basis text not null,
    distance_m numeric(8, 2) not null check (distance_m >= 0),
    overlap_m2 numeric(16, 2) not null check (overlap_m2 > 0),
    share numeric(7, 6) not null check (share > 0 and share <= 1),
    geom geometry(MultiPolygon, 4490) not null check (not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    cause text not null check (cause in ('first', 'area', 'plot')),
    fingerprint text not null,
    found_on date not null,
    found_run_id bigint not null references plot_check_run,
    resolved_on date,
    resolved_run_id bigint references plot_check_run,
    constraint constraint_overlap_resolved_by_a_run check ((resolved_on is null) = (resolved_run_id is null)),
    constraint constraint_overlap_resolved_later check (resolved_on >= found_on),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on column constraint_overlap.area_id is 'The area as recorded when the overlap was found; null for land outside every area of a kind that it should lie in';
comment on column constraint_overlap.cause is 'first = first run of the zone; area = a constraint area was added or changed; plot = the plot was';
create unique index constraint_overlap_open_once on constraint_overlap (plot_id, fingerprint) where resolved_on is null;
create index constraint_overlap_park on constraint_overlap (park_id, found_on);
create index constraint_overlap_geom on constraint_overlap using gist (geom);
create index constraint_overlap_geom_3857 on constraint_overlap using gist (geom_3857);

create table overlap_review (
    id bigint generated always as identity primary key,
    overlap_id bigint not null references constraint_overlap,
    decision text not null check (decision in ('permitted', 'to_adjust', 'area_wrong')),
    note_zh text not null check (btrim(note_zh) <> ''),
    document_no text not null default '',
    reviewed_on date not null,
    recorded_at timestamptz not null default clock_timestamp(),
    reviewed_by bigint references account,
    reviewed_by_name text not null,
    constraint overlap_review_once unique (overlap_id)
);
comment on table overlap_review is 'What an officer said of an overlap that a run found: permitted, the plot is to be adjusted, the area is wrong';

-- reports ----------------------------------------------------------------------------------------------------------------------
create table compliance_report (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint,
    report_no text not null,
    subject text not null check (subject in ('plot', 'proposal', 'shape')),
    plot_id bigint references plot,
    subject_zh text not null check (btrim(subject_zh) <> ''),
    as_of date not null,
    verdict text not null check (verdict in ('clear', 'to_check', 'conflict', 'not_known')),
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    geom geometry(MultiPolygon, 4490) not null check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    content text not null,
    sha256 text not null,
    made_at timestamptz not null default clock_timestamp(),
    made_by bigint references account,
    made_by_name text not null,
    constraint compliance_report_number_once unique (zone_id, report_no),
    constraint compliance_report_hash_true check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    constraint compliance_report_plot_named check (subject <> 'plot' or plot_id is not null),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on column compliance_report.content is 'Inputs and answers in one canonical JSON; everything that is shown and printed comes from it';
create index compliance_report_plot on compliance_report (plot_id, as_of);
create index compliance_report_park on compliance_report (park_id, made_at);

-- The drawing board: proposals of new, changed, split, merged and retired plots, reviewed by another person and published as one.
--
-- Nothing here touches the register before a proposal is published. What may follow what is `proposal_transition`, the same table as
-- gisapp/proposals/lifecycle.py; triggers (migrations/replaceable/70_proposals.sql) hold every writer to it, and to four eyes.

create table proposal_transition (
    from_state text not null,
    to_state text not null,
    needs_reason boolean not null default false,
    by_another boolean not null default false,
    primary key (from_state, to_state)
);
comment on table proposal_transition is 'What may follow what; from_state is empty for the first step; by_another = never by whoever drew it';
insert into proposal_transition (from_state, to_state, needs_reason, by_another) values
    ('', 'draft', false, false),
    ('draft', 'submitted', false, false),
    ('draft', 'withdrawn', true, false),
    ('submitted', 'draft', false, false),
    ('submitted', 'returned', true, true),
    ('submitted', 'published', false, true),
    ('submitted', 'withdrawn', true, false),
    ('returned', 'submitted', false, false),
    ('returned', 'withdrawn', true, false);

create table proposal (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    planar_epsg integer not null check (planar_epsg between 4491 and 4554),
    proposal_no text not null check (proposal_no ~ '^\S+$' and length(proposal_no) <= 32),
    title_zh text not null check (btrim(title_zh) <> ''),
    purpose_zh text not null default '',
    document text,
    effective_on date,
    state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
    version integer not null default 1 check (version > 0),
    author_id bigint references account,
    author_name text not null,
    created_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    changed_by_name text not null default '',
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint proposal_number_once unique (zone_id, proposal_no)
);
comment on table proposal is 'A draft of changes to plots; nothing of it is in the register until it is published as a whole';
comment on column proposal.effective_on is 'The day from which it shall hold; null = the day on which it is published';
comment on column proposal.version is 'Counts every change of the proposal and its operations: what was read is compared with what is there';
comment on column proposal.state is 'Follows the last proposal_step; set by its trigger only';
create index proposal_park on proposal (park_id, state);

create table proposal_operation (
    id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal,
    sequence integer not null check (sequence > 0),
    kind text not null check (kind in ('new', 'change', 'split', 'merge', 'adjust', 'conditions', 'retire')),
    method text not null default '',
    parameters jsonb not null default '{}',
    cut_line geometry(Geometry, 4490) check (GeometryType(cut_line) in ('LINESTRING', 'MULTILINESTRING', 'POINT', 'MULTIPOINT', 'POLYGON', 'MULTIPOLYGON')),
    is_failed boolean not null default false,
    failures jsonb not null default '[]',
    statement_zh text not null default '',
    note_zh text not null default '',
    version integer not null default 1 check (version > 0),
    shape_count integer not null default 0 check (shape_count >= 0),
    is_removed boolean not null default false,
    created_by bigint references account,
    created_by_name text not null,
    changed_by bigint references account,
    changed_by_name text not null,
    changed_at timestamptz not null default clock_timestamp(),
    constraint proposal_operation_once unique (proposal_id, sequence)
);
comment on table proposal_operation is 'One act of drawing, in order; several shapes may come of it, and a later one may use them. Removed ones stay, so that they can come back';
comment on column proposal_operation.cut_line is 'What was drawn to get there (a cutting line, a lot direction), kept also where it failed';
comment on column proposal_operation.shape_count is 'How many shapes came of it last: those with a higher ordinal are on record only';
comment on column proposal_operation.failures is 'Why it came to nothing, as findings';
comment on column proposal_operation.statement_zh is 'What becomes of contracts and rights on the parents, said by a person with its paper';

create table proposal_shape (
    id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal,
    operation_id bigint not null references proposal_operation,
    ordinal integer not null check (ordinal > 0),
    plot_id bigint references plot,
    plot_no text not null check (plot_no ~ '^\S+$' and length(plot_no) <= 32),
    planar_epsg integer not null check (planar_epsg between 4491 and 4554),
    geom geometry(MultiPolygon, 4490) not null check (not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_Transform(geom, 3857)) stored,
    area_planar_m2 numeric(16, 2) not null generated always as (round(ST_Area(ST_Transform(geom, planar_epsg))::numeric, 2)) stored,
    points jsonb,
    attributes jsonb not null default '{}',
    conditions jsonb,
    policy jsonb not null default '{}',
    is_live boolean not null default true,
    constraint proposal_shape_once unique (operation_id, ordinal),
    constraint proposal_shape_belongs unique (id, proposal_id)
);
comment on table proposal_shape is 'A plot as it comes out of an operation. May be invalid while it is a draft: findings say so, nothing is lost';
comment on column proposal_shape.plot_id is 'The plot of the register that it goes on being; null = a new plot';
comment on column proposal_shape.points is 'Survey coordinates as typed or imported, to the last digit: {"epsg":4526,"rings":[{"ring":1,"points":[{"no":"J1","x":"north","y":"east"}]}]}';
comment on column proposal_shape.conditions is 'Planning conditions it shall have; null = as the policy says';
comment on column proposal_shape.policy is 'What became of each field of the parents: {field: {"policy": "copy|divide|clear|typed", "value": …}}';
create index proposal_shape_proposal on proposal_shape (proposal_id);
create index proposal_shape_geom_3857 on proposal_shape using gist (geom_3857);
create index proposal_shape_plot on proposal_shape (plot_id) where plot_id is not null;

create table proposal_parent (
    id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal,
    operation_id bigint not null references proposal_operation,
    ordinal integer not null check (ordinal > 0),
    plot_id bigint references plot,
    base_version_no integer check (base_version_no > 0),
    base_condition_id bigint references planning_condition,
    shape_id bigint,
    base_operation_version integer check (base_operation_version > 0),
    is_live boolean not null default true,
    foreign key (shape_id, proposal_id) references proposal_shape (id, proposal_id),
    constraint proposal_parent_one_kind check (
        (plot_id is not null and base_version_no is not null and shape_id is null and base_operation_version is null)
        or (plot_id is null and base_version_no is null and shape_id is not null and base_operation_version is not null)),
    constraint proposal_parent_order unique (operation_id, ordinal)
);
comment on column proposal_parent.base_condition_id is 'The planning conditions that were seen with it; null = none were recorded';
comment on table proposal_parent is 'What an operation starts from: a plot of the register in the version that was seen, or a shape made earlier in the same proposal';
create unique index proposal_parent_plot_once on proposal_parent (proposal_id, plot_id) where plot_id is not null and is_live;
create unique index proposal_parent_shape_once on proposal_parent (shape_id) where shape_id is not null and is_live;
create index proposal_parent_plot on proposal_parent (plot_id) where plot_id is not null;

create table proposal_step (
    id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal,
    sequence integer not null check (sequence > 0),
    from_state text not null,
    state text not null,
    taken_on date not null,
    reason text not null default '',
    proposal_version integer not null,
    findings jsonb not null default '[]',
    tolerances jsonb not null default '{}',
    difference jsonb not null default '[]',
    balance jsonb not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint proposal_step_once unique (proposal_id, sequence)
);
comment on table proposal_step is 'A proposal''s way; append-only. Findings, tolerances, difference and balance are frozen when it is submitted or published';

create table proposal_remark (
    id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal,
    round_no integer not null default 1 check (round_no > 0),
    shape_id bigint,
    operation_id bigint references proposal_operation,
    geom geometry(Geometry, 4490) check (ST_IsValid(geom) and GeometryType(geom) in ('POINT', 'POLYGON', 'LINESTRING', 'MULTIPOLYGON')),
    geom_3857 geometry(Geometry, 3857) generated always as (ST_Transform(geom, 3857)) stored,
    body_zh text not null check (btrim(body_zh) <> ''),
    must_mend boolean not null default true,
    author_id bigint references account,
    author_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    foreign key (shape_id, proposal_id) references proposal_shape (id, proposal_id)
);
comment on table proposal_remark is 'What a reviewer says, at a place; round_no counts the submissions; append-only';
create index proposal_remark_proposal on proposal_remark (proposal_id);

create table proposal_remark_resolution (
    remark_id bigint primary key references proposal_remark,
    note_zh text not null default '',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp()
);

-- where boundaries come from -----------------------------------------------------------------------------------------------
create table lineage_edge (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    from_plot_id bigint not null references plot,
    from_version_no integer not null check (from_version_no > 0),
    to_plot_id bigint not null references plot,
    to_version_no integer not null check (to_version_no > 0),
    kind text not null check (kind in ('split', 'merge', 'adjust', 'redivide', 'change')),
    changed_on date not null,
    area_m2 numeric(16, 2) not null check (area_m2 >= 0),
    proposal_id bigint references proposal,
    source text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    constraint lineage_edge_once unique (from_plot_id, from_version_no, to_plot_id, to_version_no)
);
comment on table lineage_edge is 'Ground went from one boundary of a plot to another on a day; nodes are (plot, version), and every edge leads to a later day';
comment on column lineage_edge.kind is 'split, merge, adjust; redivide = several of them in one publication; change = surveyed or drawn anew, where area need not be kept';
comment on column lineage_edge.area_m2 is 'Planar area that both boundaries have in common';
create index lineage_edge_from on lineage_edge (from_plot_id);
create index lineage_edge_to on lineage_edge (to_plot_id);
create index lineage_edge_proposal on lineage_edge (proposal_id) where proposal_id is not null;

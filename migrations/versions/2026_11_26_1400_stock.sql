-- Patches of the stock of land, what they are judged by, and what months were frozen.
--
-- Two times as everywhere: `valid` (true in the world) and `recorded` (known to us). Patches are a read model that is kept like a
-- fact: they are worked out again from approvals, plots, contracts, checks and divisions, and what they said before stays.

-- what they are judged by ---------------------------------------------------------------------------------------------
create table conversion_approval (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    replaces_id bigint references conversion_approval,
    kind text not null check (kind in ('batch', 'single')),
    approval_no text not null check (btrim(approval_no) <> '' and length(approval_no) <= 64),
    title text not null check (btrim(title) <> ''),
    authority text not null default '',
    approved_on date not null,
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    geom geometry(MultiPolygon, 4490) not null,
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    remark text not null default '',
    evidence_ids bigint[] not null default '{}',
    source text not null default '',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint conversion_approval_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    constraint conversion_approval_from_its_day check (lower(valid) = approved_on),
    constraint conversion_approval_number_once exclude using gist (zone_id with =, approval_no with =, valid with &&) where (upper_inf(recorded))
);
comment on table conversion_approval is 'Approval to convert farmland and to expropriate (农用地转用、土地征收批文): by batch (批次) or for one project (单选), with its ground';
comment on column conversion_approval.area_m2 is 'As the paper says; the ground drawn is compared with it';
comment on column conversion_approval.valid is 'From the day of approval; an end where the approval lapsed or was withdrawn';
create index conversion_approval_geom_3857 on conversion_approval using gist (geom_3857) where upper_inf(recorded);
create index conversion_approval_geom on conversion_approval using gist (geom) where upper_inf(recorded);

create table stock_definition (
    id bigint generated always as identity primary key,
    stock_class text not null check (stock_class in (
        'not_approved', 'approved_unsupplied', 'supplied_unused', 'partly_used', 'built_idle', 'below_promise', 'in_good_use', 'not_for_supply', 'unclassified')),
    definition_zh text not null check (btrim(definition_zh) <> ''),
    definition_en text not null default '',
    land_use_codes text[] not null default '{}',
    basis text not null check (btrim(basis) <> ''),
    confirmed boolean not null default false,
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint stock_definition_once_a_day exclude using gist (stock_class with =, valid with &&) where (upper_inf(recorded)),
    constraint stock_definition_codes check (stock_class = 'not_for_supply' or cardinality(land_use_codes) = 0)
);
comment on table stock_definition is 'What each class means here, dated; no national text defines them all, so a zone edits and confirms them';
comment on column stock_definition.land_use_codes is 'Beginnings of land-use codes that are not for supply (roads, green, water), for that class only';

create table stock_part (
    id bigint generated always as identity primary key,
    park_id bigint not null references park,
    plot_id bigint references plot,
    part_no integer not null check (part_no > 0),
    name_zh text not null default '',
    use text not null check (use in ('used', 'vacant', 'stopped', 'public', 'unknown')),
    stock_class text check (stock_class in (
        'not_approved', 'approved_unsupplied', 'supplied_unused', 'partly_used', 'built_idle', 'below_promise', 'in_good_use', 'not_for_supply')),
    reason text not null check (btrim(reason) <> ''),
    evidence_ids bigint[] not null default '{}',
    geom geometry(MultiPolygon, 4490) not null,
    recorded_by bigint references account,
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint stock_part_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    constraint stock_part_once_a_day exclude using gist (plot_id with =, part_no with =, valid with &&) where (upper_inf(recorded) and plot_id is not null),
    constraint stock_part_of_ground_once exclude using gist (park_id with =, part_no with =, valid with &&) where (upper_inf(recorded) and plot_id is null)
);
comment on table stock_part is 'A plot as divided by an officer: its parts cover it exactly; without a plot, ground of a park that somebody looked at';
comment on column stock_part.stock_class is 'Decided by the officer; null = by rule from the facts and the use of the part';
create index stock_part_plot on stock_part (plot_id) where upper_inf(recorded);

-- the patches -----------------------------------------------------------------------------------------------------------
create table stock_patch (
    id bigint generated always as identity primary key,
    park_id bigint not null references park,
    plot_id bigint references plot,
    part_no integer,
    origin text not null check (origin in ('plot', 'part', 'ground', 'undrawn')),
    planar_epsg integer not null check (planar_epsg between 4491 and 4554),
    stock_class text not null check (stock_class in (
        'not_approved', 'approved_unsupplied', 'supplied_unused', 'partly_used', 'built_idle', 'below_promise', 'in_good_use', 'not_for_supply', 'unclassified')),
    detail text not null,
    proposed_class text not null,
    is_decided boolean not null default false,
    compliance text not null default 'not_applicable',
    land_use_scheme text,
    land_use_code text,
    label_zh text not null default '',
    reason_zh text not null check (reason_zh <> ''),
    reason_en text not null default '',
    basis text not null default '',
    inputs jsonb not null default '{}' check (jsonb_typeof(inputs) = 'object'),
    fingerprint text not null,
    geom geometry(MultiPolygon, 4490) not null check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    area_m2 numeric(16, 4) not null generated always as (round(ST_Area(ST_Transform(geom, planar_epsg))::numeric, 4)) stored,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint stock_patch_named check (stock_class <> 'unclassified' or not is_decided)
);
comment on table stock_patch is 'Every square metre of every park in exactly one patch of one class per day; worked out from facts and divisions, kept with what was known when';
comment on column stock_patch.origin is 'plot: a whole plot or its approved part; part: of a divided plot; ground: outside plots; undrawn: left over by a division';
comment on column stock_patch.proposed_class is 'What the rule says; differs from stock_class where an officer decided';
comment on column stock_patch.area_m2 is 'Planar, in the system of the park';
comment on column stock_patch.fingerprint is 'Hash of everything it says, so that working it out again changes only what changed';
create index stock_patch_park on stock_patch (park_id) where upper_inf(recorded);
create index stock_patch_plot on stock_patch (plot_id) where upper_inf(recorded);
create index stock_patch_geom on stock_patch using gist (geom) where upper_inf(recorded);
create index stock_patch_geom_3857 on stock_patch using gist (geom_3857) where upper_inf(recorded);

create table stock_change (
    id bigint generated always as identity primary key,
    park_id bigint references park,
    changed_table text not null,
    changed_at timestamptz not null default clock_timestamp()
);
comment on table stock_change is 'What has changed since the patches were worked out; rows instead of a mark, so that no writer waits and none is overlooked. Null park: all';

create table stock_refresh (
    park_id bigint primary key references park,
    as_of date not null,
    refreshed_at timestamptz not null default clock_timestamp(),
    patch_count integer not null
);
comment on table stock_refresh is 'When the patches of a park were last worked out';

-- months as reported ------------------------------------------------------------------------------------------------------
create table stock_freeze (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    month date not null check (month = date_trunc('month', month)::date),
    sequence integer not null check (sequence > 0),
    reason text not null default '',
    frozen_on date not null,
    frozen_by bigint references account,
    frozen_by_name text not null,
    frozen_at timestamptz not null default transaction_timestamp(),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint stock_freeze_once unique (zone_id, month, sequence),
    constraint stock_restatement_explained check (sequence = 1 or btrim(reason) <> ''),
    constraint stock_freeze_after_the_month check (frozen_on >= month + interval '1 month')
);
comment on table stock_freeze is 'A month as reported; sequence 2 and later are restatements, each with its reason, beside the first figure and never over it';
comment on column stock_freeze.frozen_at is 'Start of the transaction that wrote it: in no later one can rows be added';
comment on column stock_freeze.sha256 is 'SHA-256 of its rows, line by line (stock_month_text); the database compares it';

create table stock_month (
    freeze_id bigint not null references stock_freeze,
    park_id bigint not null references park,
    park_code text not null,
    line text not null check (line in (
        'not_approved', 'approved_unsupplied', 'supplied_unused', 'partly_used', 'built_idle', 'below_promise', 'in_good_use', 'not_for_supply', 'unclassified', 'idle')),
    opening_m2 numeric(16, 2) not null check (opening_m2 >= 0),
    came_m2 numeric(16, 2) not null check (came_m2 >= 0),
    extended_m2 numeric(16, 2) not null default 0 check (extended_m2 >= 0),
    reused_m2 numeric(16, 2) not null default 0 check (reused_m2 >= 0),
    recovered_m2 numeric(16, 2) not null default 0 check (recovered_m2 >= 0),
    went_m2 numeric(16, 2) not null check (went_m2 >= 0),
    closing_m2 numeric(16, 2) not null check (closing_m2 >= 0),
    primary key (freeze_id, park_id, line),
    constraint stock_month_adds_up check (opening_m2 + came_m2 - went_m2 = closing_m2),
    constraint stock_month_idle_ways check (line <> 'idle' or extended_m2 + reused_m2 + recovered_m2 = went_m2)
);
comment on table stock_month is 'Opening + in - out = closing, per park and class; line idle: opening + found - extended - reused - recovered = closing';

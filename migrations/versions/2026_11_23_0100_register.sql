-- The register: zones, parks, plots and their dated facts, parties, contracts' dates, accounts, audit.
--
-- Two times everywhere a fact is kept: `valid` (true in the world, days, [from, to)) and `recorded` (known to us,
-- instants). A correction closes `recorded` and writes a new row; nothing is overwritten (ISO 19152 VersionedObject).
-- Functions and triggers live in migrations/replaceable and are laid again after each upgrade.

create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- thresholds as dated data -------------------------------------------------------------------------------------
create table rulebook_entry (
    id bigint generated always as identity primary key,
    code text not null,
    value numeric not null,
    unit text not null,
    effective daterange not null check (not isempty(effective)),
    basis text not null,
    confirmed boolean not null default false,
    note text not null default '',
    exclude using gist (code with =, effective with &&)
);
comment on table rulebook_entry is 'Thresholds in force on a day, each with its basis; a change of law is a new entry, never an edit';

-- zone and parks -----------------------------------------------------------------------------------------------
create table zone (
    id bigint generated always as identity primary key,
    code text not null unique,
    name_zh text not null,
    name_en text not null default '',
    is_demo boolean not null default false,
    notice_zh text not null default '',
    notice_en text not null default '',
    planar_epsg integer not null default 4547 check (planar_epsg between 4491 and 4554)
);
comment on column zone.planar_epsg is 'CGCS2000 Gauss-Krueger system in which planar areas and tolerances are measured';

create table park (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    parent_park_id bigint references park,
    code text not null,
    name_zh text not null,
    name_en text not null default '',
    operator_zh text not null default '',
    operator_en text not null default '',
    purpose_zh text not null default '',
    purpose_en text not null default '',
    planar_epsg integer not null default 4547 check (planar_epsg between 4491 and 4554),
    sort_order integer not null default 0,
    unique (zone_id, code),
    unique (id, zone_id)
);
comment on column park.parent_park_id is 'A park within a park (区中园)';

create table park_boundary (
    id bigint generated always as identity primary key,
    park_id bigint not null references park,
    planar_epsg integer not null,
    geom geometry(MultiPolygon, 4490) not null check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    area_planar_m2 numeric(16, 2) not null generated always as (round(ST_Area(ST_Transform(geom, planar_epsg))::numeric, 2)) stored,
    area_ellipsoidal_m2 numeric(16, 2) not null generated always as (round(ST_Area(geom::geography)::numeric, 2)) stored,
    source text not null default '',
    valid daterange not null check (not isempty(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    exclude using gist (park_id with =, valid with &&) where (upper_inf(recorded))
);
create index park_boundary_geom on park_boundary using gist (geom);
create index park_boundary_geom_3857 on park_boundary using gist (geom_3857);

create table industry (
    code text not null,
    edition text not null default 'GB/T 4754-2017',
    name_zh text not null,
    name_en text not null default '',
    cluster text not null default '',
    primary key (code, edition)
);

create table park_industry (
    park_id bigint not null references park,
    industry_code text not null,
    edition text not null default 'GB/T 4754-2017',
    is_leading boolean not null default false,
    primary key (park_id, industry_code, edition),
    foreign key (industry_code, edition) references industry (code, edition)
);

create table land_use_class (
    scheme text not null,
    code text not null,
    name_zh text not null,
    name_en text not null default '',
    red smallint not null default 200 check (red between 0 and 255),
    green smallint not null default 200 check (green between 0 and 255),
    blue smallint not null default 200 check (blue between 0 and 255),
    primary key (scheme, code)
);
comment on table land_use_class is 'The same digits mean different land in different schemes: always scheme + code + name';

-- plots ----------------------------------------------------------------------------------------------------------
create table plot (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    created_at timestamptz not null default clock_timestamp()
);
comment on table plot is 'Identity only; number, boundary and facts are dated rows of other tables';

create table plot_version (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    version_no integer not null default 1 check (version_no > 0),
    zone_id bigint not null references zone,
    park_id bigint not null,
    planar_epsg integer not null check (planar_epsg between 4491 and 4554),
    plot_no text not null check (plot_no ~ '^\S+$' and length(plot_no) <= 32),
    plot_name text,
    geom geometry(MultiPolygon, 4490) not null,
    area_surveyed_m2 numeric(16, 2) check (area_surveyed_m2 > 0),
    area_planar_m2 numeric(16, 2) not null generated always as (round(ST_Area(ST_Transform(geom, planar_epsg))::numeric, 2)) stored,
    area_ellipsoidal_m2 numeric(16, 2) not null generated always as (round(ST_Area(geom::geography)::numeric, 2)) stored,
    parcel_no text,
    real_estate_unit_no text,
    supervision_no text,
    address text,
    land_use_scheme text,
    land_use_code text,
    boundary_points jsonb,
    survey_id bigint,
    source text not null default '',
    document text,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    foreign key (park_id, zone_id) references park (id, zone_id),
    foreign key (land_use_scheme, land_use_code) references land_use_class (scheme, code),
    constraint plot_version_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    constraint plot_version_one_boundary_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded)),
    constraint plot_version_number_live_once exclude using gist (zone_id with =, plot_no with =, valid with &&) where (upper_inf(recorded))
);
comment on column plot_version.area_surveyed_m2 is 'Area of the survey report, authoritative for contracts; the computed ones check it';
comment on column plot_version.boundary_points is 'Points as delivered: {"epsg":4526,"rings":[{"ring":1,"points":[{"no":"J1","x":"north","y":"east"}]}]}';
create index plot_version_geom on plot_version using gist (geom) where upper_inf(recorded);
create index plot_version_plot on plot_version (plot_id);
create index plot_version_park on plot_version (park_id) where upper_inf(recorded);
create index plot_version_parcel_no on plot_version (parcel_no) where parcel_no is not null;
create index plot_version_number_search on plot_version using gin (plot_no gin_trgm_ops);

create table plot_state (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    land_control text not null check (land_control in ('unknown', 'collective', 'expropriating', 'state_owned', 'cleared', 'reserved')),
    servicing text not null check (servicing in ('unknown', 'none', 'three', 'five', 'seven')),
    supply text not null check (supply in ('not_ready', 'prepared', 'announced', 'on_offer', 'allocated')),
    development text not null check (development in ('not_applicable', 'not_started', 'building', 'stopped', 'completed', 'in_production')),
    compliance text not null check (compliance in ('not_applicable', 'in_order', 'late', 'suspected_idle', 'determined_idle', 'disposing', 'reused')),
    source text not null default '',
    document text,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint plot_state_once_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded))
);
create index plot_state_plot on plot_state (plot_id);

create table planning_condition (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    far_min numeric(6, 2), far_max numeric(6, 2),
    building_coefficient_min numeric(5, 4), building_coefficient_max numeric(5, 4),
    green_ratio_min numeric(5, 4), green_ratio_max numeric(5, 4),
    height_min_m numeric(6, 1), height_max_m numeric(6, 1),
    document_no text,
    source text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint planning_condition_once_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded)),
    constraint planning_condition_far_bounds check (far_min >= 0 and far_max >= 0 and far_min <= far_max),
    constraint planning_condition_coefficient_bounds check (
        building_coefficient_min between 0 and 1 and building_coefficient_max between 0 and 1
        and building_coefficient_min <= building_coefficient_max),
    constraint planning_condition_green_bounds check (
        green_ratio_min between 0 and 1 and green_ratio_max between 0 and 1 and green_ratio_min <= green_ratio_max),
    constraint planning_condition_height_bounds check (height_min_m >= 0 and height_max_m >= 0 and height_min_m <= height_max_m)
);
create index planning_condition_plot on planning_condition (plot_id);

create table servicing_fact (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    utility text not null check (utility in ('road', 'water', 'power', 'drainage', 'gas', 'heat', 'telecom', 'levelled')),
    status text not null check (status in ('unknown', 'none', 'at_boundary', 'connected')),
    capacity numeric(14, 2) check (capacity >= 0),
    unit text,
    source text not null,
    observed_on date not null,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint servicing_fact_once_a_day exclude using gist (plot_id with =, utility with =, valid with &&) where (upper_inf(recorded))
);
create index servicing_fact_plot on servicing_fact (plot_id);

-- parties --------------------------------------------------------------------------------------------------------
create table party (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    kind text not null check (kind in ('enterprise', 'government', 'operator', 'person')),
    name_zh text not null,
    name_en text not null default '',
    credit_code text check (credit_code ~ '^[0-9A-Z]{18}$'),
    is_real boolean not null default false,
    unique (zone_id, credit_code)
);
comment on column party.is_real is 'A real enterprise named in public plans: only ever shown as a resident, never with anything negative in demo data';
create index party_name_search on party using gin (name_zh gin_trgm_ops);

create table park_resident (
    id bigint generated always as identity primary key,
    park_id bigint not null references park,
    party_id bigint not null references party,
    source text not null default '',
    valid daterange not null check (not isempty(valid)),
    exclude using gist (park_id with =, party_id with =, valid with &&)
);

create table plot_party (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    party_id bigint not null references party,
    role text not null check (role in ('holder', 'occupant', 'tenant')),
    share numeric(7, 6) not null default 1 check (share > 0 and share <= 1),
    source text not null default '',
    document text,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint plot_party_once_a_day exclude using gist (plot_id with =, party_id with =, role with =, valid with &&) where (upper_inf(recorded))
);
create index plot_party_plot on plot_party (plot_id);
create index plot_party_party on plot_party (party_id);

-- supply: public facts of an offer, and the dates a contract binds to --------------------------------------------
create table offer_terms (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    industry_codes text[] not null default '{}',
    start_price_yuan_per_m2 numeric(12, 2) check (start_price_yuan_per_m2 > 0),
    delivery_on date,
    contact_zh text not null default '',
    contact_en text not null default '',
    contact_phone text not null default '',
    summary_zh text not null default '',
    summary_en text not null default '',
    source text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint offer_terms_once_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded))
);
comment on column offer_terms.start_price_yuan_per_m2 is 'Canonical unit yuan per square metre; 万元/亩 = value / 15 exactly (10,000 yuan over 2000/3 m2)';

create table contract (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    party_id bigint not null references party,
    contract_no text not null,
    supervision_no text,
    signed_on date not null,
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    price_yuan numeric(16, 2) check (price_yuan >= 0),
    term_years integer check (term_years between 1 and 70),
    ended_on date check (ended_on >= signed_on),
    source text not null default '',
    unique (contract_no)
);
create index contract_plot on contract (plot_id);
create unique index contract_one_active_per_plot on contract (plot_id) where ended_on is null;

create table contract_milestone (
    id bigint generated always as identity primary key,
    contract_id bigint not null references contract,
    kind text not null check (kind in ('handover', 'start', 'completion', 'production')),
    agreed_on date,
    actual_on date,
    document text,
    note text not null default '',
    unique (contract_id, kind)
);

-- context ----------------------------------------------------------------------------------------------------------
create table constraint_area (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    kind text not null check (kind in ('farmland', 'ecology', 'urban_boundary', 'river', 'flood', 'pipeline', 'hazard', 'heritage')),
    name_zh text not null,
    name_en text not null default '',
    geom geometry(MultiPolygon, 4490) not null check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    source text not null default '',
    valid daterange not null check (not isempty(valid))
);
create index constraint_area_geom on constraint_area using gist (geom);
create index constraint_area_geom_3857 on constraint_area using gist (geom_3857);

create table land_use_plan (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    land_use_scheme text not null,
    land_use_code text not null,
    geom geometry(MultiPolygon, 4490) not null check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    source text not null default '',
    valid daterange not null check (not isempty(valid)),
    foreign key (land_use_scheme, land_use_code) references land_use_class (scheme, code)
);
create index land_use_plan_geom_3857 on land_use_plan using gist (geom_3857);

create table road (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    grade text not null check (grade in ('trunk', 'main', 'secondary', 'branch')),
    name_zh text not null default '',
    name_en text not null default '',
    width_m numeric(5, 1) check (width_m > 0),
    geom geometry(MultiLineString, 4490) not null check (not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiLineString, 3857) not null generated always as (ST_Transform(geom, 3857)) stored,
    source text not null default '',
    valid daterange not null check (not isempty(valid))
);
create index road_geom_3857 on road using gist (geom_3857);

create table servicing_line (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    utility text not null check (utility in ('water', 'power', 'drainage', 'gas', 'heat', 'telecom')),
    capacity_text text not null default '',
    geom geometry(MultiLineString, 4490) not null check (not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiLineString, 3857) not null generated always as (ST_Transform(geom, 3857)) stored,
    source text not null default '',
    valid daterange not null check (not isempty(valid))
);
create index servicing_line_geom_3857 on servicing_line using gist (geom_3857);

create table basemap_line (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('highway', 'railway', 'river')),
    geom geometry(MultiLineString, 4490) not null check (not ST_IsEmpty(geom)),
    geom_3857 geometry(MultiLineString, 3857) not null generated always as (ST_Transform(geom, 3857)) stored
);
create index basemap_line_geom_3857 on basemap_line using gist (geom_3857);

-- read model of the map ------------------------------------------------------------------------------------------
create table plot_snapshot (
    plot_id bigint not null references plot,
    version_id bigint not null references plot_version,
    zone_id bigint not null,
    park_id bigint not null,
    plot_no text not null,
    stage text not null,
    land_control text not null,
    servicing text not null,
    supply text not null,
    development text not null,
    compliance text not null,
    land_use_scheme text,
    land_use_code text,
    area_m2 numeric(16, 2) not null,
    is_public boolean not null,
    geom_3857 geometry(MultiPolygon, 3857) not null,
    valid daterange not null
);
comment on table plot_snapshot is 'One row per plot and longest period in which nothing drawn changes; kept by triggers, read by tiles and lists';
comment on column plot_snapshot.area_m2 is 'Surveyed area where there is one, else planar';
create index plot_snapshot_plot on plot_snapshot (plot_id);
create index plot_snapshot_geom_3857 on plot_snapshot using gist (geom_3857);
create index plot_snapshot_park on plot_snapshot (park_id, plot_no);

create table layer_change (
    id bigint generated always as identity primary key,
    layer_table text not null,
    amount bigint not null default 1
);
comment on table layer_change is 'Sum of amount per table = the revision of what is drawn from it; rows instead of a counter, so that writers never wait for each other';

-- accounts ---------------------------------------------------------------------------------------------------------
create table account (
    id bigint generated always as identity primary key,
    username text not null check (username ~ '^[a-z][a-z0-9_.-]{1,31}$'),
    display_name text not null,
    role text not null check (role in ('officer', 'planner', 'leader', 'admin')),
    password_hash text not null,
    all_parks boolean not null default true,
    is_active boolean not null default true,
    must_change_password boolean not null default false,
    failed_count integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    unique (username)
);

create table account_park (
    account_id bigint not null references account on delete cascade,
    park_id bigint not null references park,
    primary key (account_id, park_id)
);

create table session (
    token_hash bytea primary key,
    account_id bigint not null references account on delete cascade,
    csrf_token text not null,
    created_at timestamptz not null default clock_timestamp(),
    last_seen_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    address text not null default '',
    agent text not null default ''
);
create index session_account on session (account_id);

-- audit ------------------------------------------------------------------------------------------------------------
create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    actor_id bigint,
    actor_name text not null,
    tag text not null check (tag ~ '^[a-z_]+:[a-z_]+:[a-z_]+$'),
    zone_id bigint,
    park_id bigint,
    plot_id bigint,
    subject text not null,
    subject_id bigint,
    changes jsonb not null default '{}',
    reason text,
    document text,
    request_id text
);
comment on column audit_event.changes is '{field: {"old": …, "new": …}} with values as text';
create index audit_event_plot on audit_event (plot_id, at desc);
create index audit_event_at on audit_event (at desc);

-- What the investor's window shows beside plots on offer, what investors keep there, and what was asked of it.

-- how exactly the public is told where something lies -------------------------------------------------------------------
create table public_window (
    zone_id bigint primary key references zone,
    geometry_grid_m numeric(6, 1) not null default 0 check (geometry_grid_m between 0 and 1000),
    set_by_name text not null default '',
    set_at timestamptz not null default clock_timestamp()
);
comment on column public_window.geometry_grid_m is 'Outlines told to the public are rounded to a grid of so many metres; 0 = as surveyed';

-- vacant workshops, transfer wishes, room left for expansion ---------------------------------------------------------------
create table premises (
    id bigint primary key default nextval('plot_id_seq'),
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    kind text not null check (kind in ('workshop', 'transfer', 'expansion')),
    party_id bigint references party,
    created_by_name text not null default '',
    created_at timestamptz not null default clock_timestamp(),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on table premises is 'Identity of something offered on land that is held already; takes its number from the plots, so that one number names one site';
comment on column premises.party_id is 'Who offers it; never told to the public';
create index premises_plot on premises (plot_id);

create table premises_terms (
    id bigint generated always as identity primary key,
    premises_id bigint not null references premises,
    is_published boolean not null default false,
    title_zh text not null check (title_zh <> ''),
    title_en text not null default '',
    geom geometry(MultiPolygon, 4490) not null,
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_ForcePolygonCW(ST_Transform(geom, 3857))) stored,
    land_area_m2 numeric(16, 2) not null check (land_area_m2 > 0),
    floor_area_m2 numeric(16, 2) check (floor_area_m2 > 0),
    storeys smallint check (storeys between 1 and 60),
    clear_height_m numeric(5, 2) check (clear_height_m > 0),
    floor_load_t_m2 numeric(6, 2) check (floor_load_t_m2 > 0),
    crane_t numeric(6, 1) check (crane_t >= 0),
    rent_yuan_per_m2_month numeric(10, 2) check (rent_yuan_per_m2_month > 0),
    sale_yuan numeric(16, 2) check (sale_yuan > 0),
    available_on date,
    industry_codes text[] not null default '{}',
    contact_zh text not null default '',
    contact_en text not null default '',
    contact_phone text not null default '',
    summary_zh text not null default '',
    summary_en text not null default '',
    consent text not null default '',
    source text not null check (source <> ''),
    observed_on date not null,
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint premises_terms_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    constraint premises_terms_told_with_consent check (not is_published or (consent <> '' and contact_phone <> '')),
    constraint premises_terms_once_a_day exclude using gist (premises_id with =, valid with &&) where (upper_inf(recorded))
);
comment on column premises_terms.consent is 'On what paper the holder agrees that it is told; never told itself';
create index premises_terms_premises on premises_terms (premises_id);
create index premises_terms_geom_3857 on premises_terms using gist (geom_3857) where upper_inf(recorded);

-- where goods and people go ---------------------------------------------------------------------------------------------
create table destination (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    kind text not null check (kind in ('rail', 'port', 'motorway', 'airport')),
    name_zh text not null check (name_zh <> ''),
    name_en text not null default '',
    geom geometry(Point, 4490) not null,
    source text not null check (source <> ''),
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null)
);

-- the industry chain as data ----------------------------------------------------------------------------------------------
create table chain_link (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    supplier_code text not null check (supplier_code ~ '^[0-9]{2}$'),
    buyer_code text not null check (buyer_code ~ '^[0-9]{2}$'),
    goods_zh text not null check (goods_zh <> ''),
    goods_en text not null default '',
    source text not null check (source <> ''),
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null)
);
comment on table chain_link is 'Enterprises of one division (GB/T 4754) sell these goods to enterprises of another';

create table chain_member (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null references park,
    name_zh text not null check (name_zh <> ''),
    name_en text not null default '',
    industry_code text not null check (industry_code ~ '^[0-9]{2}$'),
    makes_zh text not null default '',
    makes_en text not null default '',
    needs_zh text not null default '',
    needs_en text not null default '',
    consent text not null check (consent <> ''),
    source text not null check (source <> ''),
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null)
);
comment on table chain_member is 'An enterprise that agrees to be named as supplier or buyer; nothing of its land, contract or code';

create table site_photo (
    id bigint generated always as identity primary key,
    site_id bigint not null,
    evidence_id bigint not null references evidence_file,
    caption_zh text not null default '',
    caption_en text not null default '',
    taken_on date not null,
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null)
);
comment on column site_photo.site_id is 'A plot or premises: they share one row of numbers';
create index site_photo_site on site_photo (site_id) where upper_inf(recorded);

-- what a visitor keeps without an account -----------------------------------------------------------------------------------
create table saved_search (
    id bigint generated always as identity primary key,
    zone_code text not null,
    token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
    kind text not null check (kind in ('list', 'match')),
    title text not null check (title <> '' and length(title) <= 80),
    language text not null check (language in ('zh', 'en')),
    query jsonb not null check (jsonb_typeof(query) = 'object' and pg_column_size(query) <= 8000),
    saved_at timestamptz not null default clock_timestamp(),
    opened_at timestamptz
);
comment on table saved_search is 'A wish kept behind a secret link; only the hash of its token is here. Whoever has the link may open and delete it';
comment on column saved_search.query is 'kind list: the parameters of /api/sites; kind match: the body of /api/matches';

-- pools: everything published on a day, frozen once per content; lists, counts and matches read these rows ------------------------
create table public_pool (
    id bigint generated always as identity primary key,
    sha256 text not null unique,
    site_count integer not null,
    made_at timestamptz not null default clock_timestamp()
);
create table public_pool_day (
    as_of date not null,
    revision bigint not null,
    pool_id bigint not null references public_pool on delete cascade,
    primary key (as_of, revision)
);
create index public_pool_day_pool on public_pool_day (pool_id);

create table public_pool_site (
    pool_id bigint not null references public_pool on delete cascade,
    place integer not null,
    id bigint not null,
    kind text not null,
    site_no text not null,
    title_zh text not null,
    title_en text not null,
    park_code text not null,
    supply text not null,
    servicing text not null,
    area_m2 numeric(16, 2) not null,
    floor_area_m2 numeric(16, 2),
    price_yuan_per_m2 numeric(14, 2),
    rent_yuan_per_m2_month numeric(10, 2),
    delivery_on date,
    far_min numeric,
    far_max numeric,
    height_max_m numeric,
    clear_height_m numeric,
    floor_load_t_m2 numeric,
    crane_t numeric,
    power_kva numeric,
    water_dn numeric,
    gas_m3_h numeric,
    steam_t_h numeric,
    sewage_dn numeric,
    rail_m integer,
    port_m integer,
    motorway_m integer,
    airport_m integer,
    by_road text[] not null default '{}',
    industry_codes text[] not null default '{}',
    utilities text[] not null default '{}',
    utilities_known text[] not null default '{}',
    demands jsonb not null default '{}',
    land_use_scheme text,
    land_use_code text,
    land_use_name_zh text,
    land_use_name_en text,
    summary_zh text not null default '',
    summary_en text not null default '',
    geom geometry(MultiPolygon, 4490) not null,
    primary key (pool_id, place),
    unique (pool_id, id)
);
comment on column public_pool_site.by_road is 'Which of the distances were measured along roads; the others are straight lines';
comment on column public_pool_site.demands is 'Indicators asked of the land: {indicator: {direction, value, basis}} in canonical units';

create table public_pool_pair (
    pool_id bigint not null references public_pool on delete cascade,
    first integer not null,
    second integer not null,
    primary key (pool_id, first, second),
    check (first < second)
);
comment on table public_pool_pair is 'Plots on offer that lie side by side, by their places in the pool';

-- what was asked, and what was answered: the log of fairness ------------------------------------------------------------------------
create table match_run (
    id bigint generated always as identity primary key,
    zone_code text not null,
    pool_id bigint not null references public_pool,
    as_of date not null,
    algorithm text not null,
    requirement jsonb not null,
    requirement_sha256 text not null,
    total integer not null,
    ranking bigint[] not null,
    scores integer[] not null,
    ranking_sha256 text not null,
    first_asked_at timestamptz not null default clock_timestamp(),
    unique (pool_id, as_of, algorithm, requirement_sha256)
);
comment on column match_run.ranking is 'The first thousand; ranking_sha256 is over all of them with their scores';

create table match_ask (
    id bigint generated always as identity primary key,
    run_id bigint not null references match_run,
    asked_at timestamptz not null default clock_timestamp()
);
create index match_ask_run on match_ask (run_id);

-- Supply plans, announcements, applications, admissions, allocations and their publication.
-- An announcement is frozen when it is published: what was promised to everybody is not changed for anybody.

create table supply_plan (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    year integer not null check (year between 1990 and 2100),
    title text not null check (btrim(title) <> ''),
    document text not null default '',
    approved_on date,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    unique (zone_id, year, title)
);

create table supply_plan_item (
    id bigint generated always as identity primary key,
    plan_id bigint not null references supply_plan,
    plot_id bigint not null references plot,
    park_id bigint not null references park,
    planned_quarter smallint not null check (planned_quarter between 1 and 4),
    planned_method text not null check (planned_method in ('listing', 'auction', 'tender', 'agreement')),
    industry_codes text[] not null default '{}',
    note text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint supply_plan_item_once unique (plan_id, plot_id)
);
create index supply_plan_item_plot on supply_plan_item (plot_id);

create table listing (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    plan_item_id bigint references supply_plan_item,
    reoffer_of bigint references listing,
    listing_no text not null check (btrim(listing_no) <> ''),
    method text not null check (method in ('listing', 'auction', 'tender', 'agreement')),
    term_kind text not null check (term_kind in ('full', 'flexible', 'lease_first')),
    term_years integer not null check (term_years between 1 and 70),
    lease_years integer check (lease_years between 1 and 70),
    start_price_yuan numeric(16, 2) check (start_price_yuan > 0),
    deposit_yuan numeric(16, 2) check (deposit_yuan >= 0),
    announced_on date,
    applications_from date,
    applications_until date,
    opens_on date,
    decided_from date,
    industry_codes text[] not null default '{}',
    latest_start_on date,
    latest_completion_on date,
    latest_production_on date,
    conditions_zh text not null default '',
    contact_zh text not null default '',
    contact_phone text not null default '',
    ranking_rule jsonb not null,
    readiness_id bigint,
    snapshot jsonb,
    evidence_ids bigint[] not null default '{}',
    state text not null default 'draft' check (state in ('draft', 'published', 'closed', 'settled', 'failed', 'withdrawn')),
    closed_on date,
    settled_on date,
    failed_on date,
    withdrawn_on date,
    end_reason text not null default '',
    published_at timestamptz,
    published_by_name text,
    created_at timestamptz not null default clock_timestamp(),
    created_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    foreign key (readiness_id, plot_id) references readiness_record (id, plot_id),
    constraint listing_number_once unique (zone_id, listing_no),
    constraint listing_lease_years check ((term_kind = 'lease_first') = (lease_years is not null)),
    constraint listing_dates_in_order check (announced_on <= applications_from and applications_from <= applications_until
        and applications_until < decided_from and announced_on <= opens_on and opens_on <= decided_from),
    constraint listing_complete_when_published check (state = 'draft' or (state = 'withdrawn' and published_at is null)
        or num_nulls(announced_on, applications_from, applications_until, opens_on, decided_from, readiness_id, snapshot, start_price_yuan,
                     published_at) = 0),
    constraint listing_days_of_states check ((state <> 'withdrawn' or withdrawn_on is not null) and (state <> 'failed' or failed_on is not null)
        and (state <> 'settled' or settled_on is not null) and (state <> 'closed' or closed_on is not null)
        and closed_on >= announced_on and settled_on >= closed_on)
);
comment on table listing is 'One announcement of one plot; a new offer of the same plot is a new row that names the old one';
comment on column listing.opens_on is 'The day on which 挂牌, 拍卖 or 开标 begins; the notice period lies before it';
comment on column listing.snapshot is 'What was announced, frozen: indicators, industries, latest dates, area and boundary version, planning conditions, rulebook entries applied';
create unique index listing_one_open_per_plot on listing (plot_id) where state in ('draft', 'published', 'closed');
create index listing_plot on listing (plot_id, announced_on);
create index listing_park on listing (park_id, state);

create table application (
    id bigint generated always as identity primary key,
    listing_id bigint not null references listing,
    number integer not null check (number > 0),
    party_id bigint not null references party,
    project_name text not null check (btrim(project_name) <> ''),
    industry_code text not null default '',
    investment_yuan numeric(18, 2) check (investment_yuan >= 0),
    output_yuan numeric(18, 2) check (output_yuan >= 0),
    tax_yuan numeric(18, 2) check (tax_yuan >= 0),
    value_added_yuan numeric(18, 2) check (value_added_yuan >= 0),
    energy_tce numeric(14, 2) check (energy_tce >= 0),
    floor_area_m2 numeric(16, 2) check (floor_area_m2 >= 0),
    start_on date,
    completion_on date,
    production_on date,
    bid_yuan numeric(16, 2) check (bid_yuan >= 0),
    idle_answer text not null default 'unknown' check (idle_answer in ('yes', 'no', 'unknown')),
    honesty_answer text not null default 'unknown' check (honesty_answer in ('yes', 'no', 'unknown')),
    note text not null default '',
    evidence_ids bigint[] not null default '{}',
    received_at timestamptz not null,
    received_by_name text not null,
    state text not null default 'received' check (state in ('received', 'admitted', 'refused', 'withdrawn')),
    withdrawn_on date check (withdrawn_on is not null or state <> 'withdrawn'),
    constraint application_number_once unique (listing_id, number)
);
comment on column application.honesty_answer is 'Is the applicant listed for dishonesty? yes, no, or not looked up yet';
create unique index application_once_per_party on application (listing_id, party_id) where state <> 'withdrawn';
create index application_party on application (party_id);

create table application_promise (
    application_id bigint not null references application,
    indicator text not null,
    direction text not null check (direction in ('at_least', 'at_most')),
    value numeric not null,
    primary key (application_id, indicator, direction)
);
comment on column application_promise.value is 'In the canonical unit of the indicator, exact';

create table admission (
    id bigint generated always as identity primary key,
    application_id bigint not null references application,
    as_of date not null,
    passed boolean not null,
    comparisons jsonb not null,
    findings jsonb not null,
    assessed_at timestamptz not null default clock_timestamp(),
    assessed_by_name text not null
);
comment on table admission is 'Promised against required as it was judged, with the reasons; a new look is a new row';
create index admission_application on admission (application_id, id desc);

create table lot_draw (
    id bigint generated always as identity primary key,
    listing_id bigint not null references listing,
    drawn_on date not null,
    lots jsonb not null check (jsonb_typeof(lots) = 'object'),
    witness text not null check (btrim(witness) <> ''),
    evidence_ids bigint[] not null,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint lot_draw_proved check (cardinality(evidence_ids) > 0)
);
comment on column lot_draw.lots is '{application id: number drawn}; the smaller number goes first';
create index lot_draw_listing on lot_draw (listing_id, id desc);

create table allocation (
    id bigint generated always as identity primary key,
    listing_id bigint not null references listing,
    plot_id bigint not null references plot,
    application_id bigint not null references application,
    price_yuan numeric(16, 2) not null check (price_yuan > 0),
    decided_on date not null,
    minutes text not null constraint allocation_has_minutes check (length(btrim(minutes)) >= 10),
    chair text not null default '',
    attendees text not null default '',
    venue text not null default '',
    contract_until date check (contract_until >= decided_on),
    evidence_ids bigint[] not null default '{}',
    ranking jsonb not null,
    decided_at timestamptz not null default clock_timestamp(),
    decided_by bigint references account,
    decided_by_name text not null,
    state text not null default 'live' check (state in ('live', 'revoked', 'ended')),
    ended_on date,
    end_reason text not null default '',
    constraint allocation_end check ((state = 'live') = (ended_on is null))
);
comment on column allocation.contract_until is 'The last day for signing that the confirmation of the transaction names';
comment on column allocation.state is 'live; revoked = no contract came of it; ended = the contract it led to has ended';
create unique index allocation_one_live_per_plot on allocation (plot_id) where state = 'live';
create unique index allocation_one_live_per_listing on allocation (listing_id) where state = 'live';
create index allocation_application on allocation (application_id);

create table result_publication (
    id bigint generated always as identity primary key,
    allocation_id bigint not null references allocation,
    published_on date not null,
    until date not null check (until >= published_on),
    media text not null check (btrim(media) <> ''),
    evidence_ids bigint[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint result_publication_once unique (allocation_id)
);

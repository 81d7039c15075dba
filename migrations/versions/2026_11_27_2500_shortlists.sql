-- Lists of sites that visitors keep without an account, and how the zone looks on what is taken home.

create table shortlist (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    own_hash bytea not null unique check (octet_length(own_hash) = 32),
    share_hash bytea not null unique check (octet_length(share_hash) = 32),
    title text not null default '' check (char_length(title) <= 60),
    version integer not null default 1 check (version > 0),
    created_on date not null,
    opened_on date not null check (opened_on >= created_on)
);
create index shortlist_opened on shortlist (opened_on);
create index shortlist_created on shortlist (created_on);
comment on table shortlist is 'A list of sites under a link that cannot be guessed; only the hashes of its two keys are kept, and nothing of who keeps it';

create table shortlist_site (
    shortlist_id bigint not null references shortlist on delete cascade,
    plot_id bigint not null references plot,
    place integer not null check (place between 1 and 40),
    added_on date not null,
    primary key (shortlist_id, plot_id),
    constraint shortlist_site_place unique (shortlist_id, place) deferrable initially deferred
);
comment on column shortlist_site.added_on is 'The day on which the site was put on the list; it was published then, and what is told of it later is what was published then';

create table zone_look (
    zone_id bigint primary key references zone,
    color text not null check (color ~ '^#[0-9A-F]{6}$'),
    headline_zh text not null default '' check (char_length(headline_zh) <= 40),
    headline_en text not null default '' check (char_length(headline_en) <= 80),
    intro_zh text not null default '' check (char_length(intro_zh) <= 400),
    intro_en text not null default '' check (char_length(intro_en) <= 800),
    contact_zh text not null default '' check (char_length(contact_zh) <= 60),
    contact_en text not null default '' check (char_length(contact_en) <= 80),
    phone text not null default '' check (char_length(phone) <= 40),
    email text not null default '' check (char_length(email) <= 80),
    address_zh text not null default '' check (char_length(address_zh) <= 120),
    address_en text not null default '' check (char_length(address_en) <= 160),
    window_url text not null default '' check (window_url = '' or window_url ~ '^https?://[^ ]+[^/ ]$'),
    cover bytea check (octet_length(cover) between 1 and 700000),
    version integer not null default 1 check (version > 0),
    changed_at timestamptz not null default clock_timestamp(),
    changed_by_name text not null
);
comment on table zone_look is 'Cover, colour and contacts of the zone on brochures; one row a zone, each change is an audit event';

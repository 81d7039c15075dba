-- News of saved searches. What a search finds is noted each night; what is new since it was first noted is news: in its feed, and in a
-- letter to whoever asked for one and confirmed the address. Everything goes with its search; a subscription that ends is deleted.
create table search_alert (
    id bigint generated always as identity primary key,
    search_id bigint not null references saved_search on delete cascade,
    email text not null check (length(email) between 3 and 120 and email !~ '[[:cntrl:][:space:],;<>]'),
    language text not null check (language in ('zh', 'en')),
    nonce uuid not null default gen_random_uuid(),
    asked_at timestamptz not null,
    confirmed_at timestamptz,
    constraint search_alert_once unique (search_id, email)
);
comment on column search_alert.confirmed_at is 'When the owner of the address said yes; null = nothing but that question was sent';

create table search_watch (
    search_id bigint primary key references saved_search on delete cascade,
    begun_on date not null
);
comment on table search_watch is 'Searches whose findings have been noted at least once: from then on something new is news';

create table search_hit (
    search_id bigint not null references saved_search on delete cascade,
    site_id bigint not null,
    found_on date not null,
    is_news boolean not null,
    primary key (search_id, site_id)
);
comment on table search_hit is 'Which site a search found first on which day';
create index search_hit_news on search_hit (search_id, found_on desc) where is_news;

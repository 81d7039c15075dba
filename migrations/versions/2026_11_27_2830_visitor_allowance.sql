-- How much one network address may ask of what costs the public window most. One row per purpose and address and day, filled up again as time
-- goes by; swept when the day is over. Nothing of the address itself is kept.
create table visitor_allowance (
    purpose text not null check (purpose in ('match', 'search', 'shortlist')),
    address_digest bytea not null check (octet_length(address_digest) = 32),
    remaining numeric(12, 6) not null check (remaining >= 0),
    filled_at timestamptz not null,
    primary key (purpose, address_digest)
);
create index visitor_allowance_filled on visitor_allowance (filled_at);
comment on table visitor_allowance is 'What is left of an allowance; each use takes one, and it fills up by so many an hour';
comment on column visitor_allowance.address_digest is 'Keyed digest of day and address: counts within a day, tells nobody where it came from';

insert into service_key (name, secret) values
    ('visitor', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

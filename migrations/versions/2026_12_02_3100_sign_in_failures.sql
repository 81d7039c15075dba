-- Wrong passwords are counted for a name from an address, whether the name exists or not: nobody outside can lock a person out,
-- and nobody learns from a wait which names there are.
create table sign_in_failure (
    name_digest bytea not null check (length(name_digest) = 32),
    address text not null,
    failed_count integer not null default 0 check (failed_count >= 0),
    last_failed_at timestamptz not null,
    waits_until timestamptz,
    primary key (name_digest, address)
);
create index sign_in_failure_age on sign_in_failure (last_failed_at);
comment on table sign_in_failure is 'Wrong passwords in a row for a name from an address; kept for a day after the last';
comment on column sign_in_failure.name_digest is 'SHA-256 of the name in lower case: people type a password where the name belongs';
alter table account drop column failed_count, drop column locked_until;

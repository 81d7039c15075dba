-- Evidence files with their hashes, the work calendar, and a rulebook that keeps what it said before.

create table evidence_content (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes bigint not null check (size_bytes = length(content) and size_bytes > 0),
    content bytea not null,
    received_at timestamptz not null default clock_timestamp(),
    constraint evidence_content_hash check (sha256 = encode(sha256(content), 'hex'))
);
alter table evidence_content alter column content set storage external;  -- photographs and scans come compressed
comment on table evidence_content is 'The file as received, byte by byte, once per content; its name is its SHA-256';

create table evidence_file (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint,
    sha256 text not null references evidence_content,
    file_name text not null check (length(file_name) between 1 and 200),
    media_type text not null,
    title text not null default '',
    dated date,
    source text not null default '',
    uploaded_at timestamptz not null default clock_timestamp(),
    uploaded_by bigint references account,
    uploaded_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on column evidence_file.park_id is 'Null: belongs to the whole zone and is seen by everybody on its staff';
comment on column evidence_file.dated is 'The day written on the paper or of the photograph, not the day of receipt';
create index evidence_file_sha256 on evidence_file (sha256);
create index evidence_file_park on evidence_file (park_id, uploaded_at desc);

create table work_calendar_day (
    id bigint generated always as identity primary key,
    day date not null,
    is_workday boolean not null,
    name_zh text not null check (name_zh <> ''),
    basis text not null check (basis <> ''),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint work_calendar_day_once exclude using gist (day with =) where (upper_inf(recorded))
);
comment on table work_calendar_day is 'Holidays and make-up working days; a day that is not here is worked from Monday to Friday';

create table work_calendar_year (
    id bigint generated always as identity primary key,
    year integer not null check (year between 1990 and 2100),
    confirmed boolean not null,
    basis text not null default '',
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint work_calendar_year_once exclude using gist (year with =) where (upper_inf(recorded))
);
comment on column work_calendar_year.confirmed is 'The notice of the year has been published and typed in: deadlines of this year are no longer provisional';

-- the rulebook, too, keeps what it said: an entry is closed, never changed
alter table rulebook_entry add column recorded tstzrange not null default tstzrange(clock_timestamp(), null);
alter table rulebook_entry add column recorded_by_name text not null default '';
alter table rulebook_entry drop constraint rulebook_entry_code_effective_excl;
alter table rulebook_entry add constraint rulebook_entry_once_a_day exclude using gist (code with =, effective with &&) where (upper_inf(recorded));

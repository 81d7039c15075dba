-- Reports of a month, frozen: what was shown is kept as one text with its hash, never changed; what is known differently later
-- stands beside it with a reason.

create table monthly_report (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    month date not null check (extract(day from month) = 1),
    as_of date not null,
    content text not null,
    sha256 text not null,
    previous_sha256 text check (previous_sha256 ~ '^[0-9a-f]{64}$'),
    frozen_at timestamptz not null default transaction_timestamp(),
    frozen_by bigint references account,
    frozen_by_name text not null check (btrim(frozen_by_name) <> ''),
    constraint monthly_report_once unique (zone_id, month),
    constraint monthly_report_last_day check (as_of = (month + interval '1 month' - interval '1 day')::date),
    constraint monthly_report_hash check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
comment on table monthly_report is 'The figures and lists of a month as they were known when it was frozen; append-only';
comment on column monthly_report.content is 'JSON in one canonical form (keys sorted, no blanks), so that the same data has the same hash';
comment on column monthly_report.previous_sha256 is 'Hash of the report before it: a chain, so that none can be taken out or slipped in';

create table monthly_report_reason (
    id bigint generated always as identity primary key,
    report_id bigint not null references monthly_report,
    figure text not null check (figure ~ '^[a-z_]+\.[a-z_]+$'),
    frozen_value numeric,
    live_value numeric,
    reason text not null check (btrim(reason) <> ''),
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null check (btrim(recorded_by_name) <> '')
);
comment on table monthly_report_reason is 'Why a figure of a frozen month would be another one today; the frozen figure stays';
create index monthly_report_reason_report on monthly_report_reason (report_id, figure, id);

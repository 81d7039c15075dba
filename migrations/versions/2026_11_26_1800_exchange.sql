-- Comparisons with tables of the national monitoring system: the file as received, what did not agree, how each was settled. Append-only.

create table exchange_run (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    as_of date not null,
    file_name text not null check (length(file_name) between 1 and 200),
    sha256 text not null references evidence_content,
    row_count integer not null check (row_count >= 0),
    contract_count integer not null check (contract_count >= 0),
    columns_read text[] not null,
    columns_unknown text[] not null default '{}',
    park_ids bigint[],
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null
);
comment on column exchange_run.park_ids is 'The parks whose contracts were compared; null = the whole zone';
comment on column exchange_run.sha256 is 'The table as received, kept byte by byte with the evidence';

create table exchange_difference (
    run_id bigint not null references exchange_run,
    sequence integer not null check (sequence > 0),
    contract_id bigint references contract,
    plot_id bigint references plot,
    park_id bigint references park,
    row_no integer check (row_no > 0),
    field text not null,
    verdict text not null check (verdict in ('theirs_differs', 'ours_differs', 'contract_differs', 'all_differ', 'theirs_missing', 'ours_missing',
                                             'unreadable', 'not_in_system', 'not_in_register', 'twice_in_system')),
    ours text,
    contract text,
    theirs text,
    primary key (run_id, sequence)
);
comment on table exchange_difference is 'What did not agree between register (ours), contract and system (theirs), written in the system''s units; null = nothing there';

create table exchange_resolution (
    run_id bigint not null,
    sequence integer not null,
    number integer not null check (number > 0),
    resolution text not null check (resolution in ('correct_there', 'correct_here', 'accepted')),
    resolved_on date not null,
    note text not null default '',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    primary key (run_id, sequence, number),
    foreign key (run_id, sequence) references exchange_difference (run_id, sequence),
    constraint exchange_accepted_explained check (resolution <> 'accepted' or btrim(note) <> '')
);
comment on table exchange_resolution is 'How a difference was settled; a later entry replaces an earlier one, which stays on record';

-- Checks of obligations, waivers, what was withdrawn as mistaken, and who looks after a contract. Append-only: how an
-- obligation stands on a day follows from these rows alone. Triggers: replaceable/50_commitments.sql.

create table commitment_check (
    id bigint generated always as identity primary key,
    contract_id bigint not null references contract,
    obligation_key text not null check (obligation_key <> ''),
    sequence integer not null check (sequence > 0),
    checked_on date not null,
    verdict text not null check (verdict in ('met', 'rectify', 'broken')),
    done_on date,
    measured numeric,
    measured_exact text,
    inputs jsonb not null default '{}',
    rectify_by date,
    consequence text not null default '',
    remark text not null default '',
    signed_off_by text not null,
    reviewers jsonb not null default '[]',
    evidence_ids bigint[] not null,
    findings jsonb not null default '[]',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    unique (contract_id, obligation_key, sequence),
    constraint commitment_check_proved check (cardinality(evidence_ids) > 0),
    constraint commitment_check_signed check (btrim(signed_off_by) <> ''),
    constraint commitment_check_done_before check (done_on <= checked_on),
    constraint commitment_check_met_has_day check (verdict <> 'met' or done_on is not null),
    constraint commitment_check_rectify_has_day check ((verdict = 'rectify') = (rectify_by is not null) and rectify_by > checked_on),
    constraint commitment_check_broken_has_consequence check (verdict <> 'broken' or btrim(consequence) <> ''),
    constraint commitment_check_measured_exact check ((measured is null) = (measured_exact is null))
);
comment on table commitment_check is 'What reviewers found at one check of one obligation, on what evidence, and what they decided; never changed';
comment on column commitment_check.sequence is 'Order of the checks of one obligation; later ones decide';
comment on column commitment_check.done_on is 'The day the thing was really done; for an indicator the last day of what was measured';
comment on column commitment_check.measured is 'In the obligation''s unit, rounded to twelve places for reading';
comment on column commitment_check.measured_exact is 'The same number as an exact fraction, such as 7/3: what was compared';
comment on column commitment_check.inputs is '{formula, figures: {name: figure as text}} from which the measured value was computed';
comment on column commitment_check.reviewers is '[{office, name, opinion}] of every office that signed';
create index commitment_check_day on commitment_check (checked_on);

create table commitment_check_withdrawal (
    check_id bigint primary key references commitment_check,
    withdrawn_on date not null,
    decided_by text not null check (btrim(decided_by) <> ''),
    reason text not null check (btrim(reason) <> ''),
    evidence_ids bigint[] not null,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    constraint commitment_withdrawal_proved check (cardinality(evidence_ids) > 0)
);
comment on table commitment_check_withdrawal is 'A check that was withdrawn by those who made it: it counts up to the day before, and stays on record';

create table commitment_waiver (
    id bigint generated always as identity primary key,
    contract_id bigint not null references contract,
    obligation_key text not null check (obligation_key <> ''),
    waived_on date not null,
    decided_by text not null,
    reason text not null,
    evidence_ids bigint[] not null,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    constraint commitment_waiver_once unique (contract_id, obligation_key),
    constraint commitment_waiver_proved check (cardinality(evidence_ids) > 0 and btrim(decided_by) <> '' and btrim(reason) <> '')
);
comment on table commitment_waiver is 'An obligation no longer owed from a day on, by whose decision and why';

create table contract_officer (
    id bigint generated always as identity primary key,
    contract_id bigint not null references contract,
    officer_name text not null check (btrim(officer_name) <> ''),
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint contract_officer_once_a_day exclude using gist (contract_id with =, valid with &&) where (upper_inf(recorded))
);
comment on table contract_officer is 'Who follows the promises of a contract (履约专员), dated';

-- What is known of the development of contracted land, and what scans found.
--
-- A fact has its own day in the world (`happened_on`, `ended_on`) and the time since when we hold it true (`recorded`). A correction closes
-- `recorded` and writes a row that names the one it replaces; "there is none" and "it is not known" are answers that are written down too.
-- What contracts, supplements and checks of obligations say already is not repeated here: replaceable/60_idle.sql reads it from them.

create table development_fact (
    id bigint generated always as identity primary key,
    contract_id bigint not null references contract,
    kind text not null check (kind in (
        'permit', 'foundation', 'handover', 'agreed_handover', 'agreed_start', 'completion', 'due_area', 'developed_area',
        'total_investment', 'invested', 'stop', 'cause', 'discovery', 'established_cause')),
    knowledge text not null default 'known' check (knowledge in ('known', 'none', 'unknown')),
    happened_on date not null check (happened_on between '1980-01-01' and '2200-01-01'),
    ended_on date check (ended_on <= '2200-01-01'),
    foundation_kind text check (foundation_kind in ('deep_pit', 'pile', 'other')),
    cause text check (cause in (
        'not_handed_over', 'plan_changed', 'policy_changed', 'petitions', 'protection', 'other_government', 'force_majeure', 'own')),
    amount numeric(18, 2) check (amount >= 0),
    price_and_taxes numeric(18, 2) check (price_and_taxes >= 0),
    document_no text not null default '',
    source text not null check (btrim(source) <> ''),
    evidence_ids bigint[] not null default '{}',
    remark text not null default '',
    replaces_id bigint references development_fact,
    reason text not null default '',
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    recorded_by bigint references account,
    recorded_by_name text not null default '',
    constraint development_fact_in_order check (ended_on >= happened_on),
    constraint development_fact_ends check (ended_on is null or (kind in ('stop', 'cause') and knowledge = 'known')),
    constraint development_fact_none_possible check (
        knowledge <> 'none' or kind in ('permit', 'foundation', 'handover', 'agreed_handover', 'agreed_start', 'completion', 'stop', 'cause')),
    constraint development_fact_measured check (
        (amount is not null) = (kind in ('due_area', 'developed_area', 'total_investment', 'invested') and knowledge = 'known')),
    constraint development_fact_net check (price_and_taxes is null or (kind in ('total_investment', 'invested') and price_and_taxes <= amount)),
    constraint development_fact_cause_named check ((cause is not null) = (kind in ('cause', 'established_cause') and knowledge = 'known')),
    constraint development_fact_foundation_named check ((foundation_kind is not null) = (kind = 'foundation' and knowledge = 'known')),
    constraint development_fact_cause_proved check (
        kind <> 'established_cause' or knowledge <> 'known' or cardinality(evidence_ids) > 0),
    constraint development_fact_corrected check ((replaces_id is not null) = (btrim(reason) <> ''))
);
comment on table development_fact is 'What became of contracted land, as far as contract and checks do not say it: one row per statement; corrections leave a trace';
comment on column development_fact.happened_on is
    'The day of the permit, test, certificate, measurement, finding; the first day of a stop or cause; for none and unknown the day on which that was found';
comment on column development_fact.ended_on is 'The first day on which a stop or a cause no longer held (work resumed); null: goes on';
comment on column development_fact.amount is 'Square metres or yuan';
comment on column development_fact.price_and_taxes is 'What of the yuan is land price and taxes, to be taken off (0 = already net); null: not known';
comment on column development_fact.replaces_id is 'The statement that this one corrects';
create index development_fact_contract on development_fact (contract_id, kind);
create unique index development_fact_one_at_a_time on development_fact (contract_id, kind)
    where upper_inf(recorded) and kind not in ('developed_area', 'invested', 'stop', 'cause');
create unique index development_fact_replaced_once on development_fact (replaces_id) where replaces_id is not null;

create table idle_scan (
    id bigint generated always as identity primary key,
    as_of date not null,
    contracts integer not null check (contracts >= 0),
    written integer not null check (written >= 0),
    counts jsonb not null default '{}' check (jsonb_typeof(counts) = 'object'),
    started_at timestamptz not null default transaction_timestamp(),
    finished_at timestamptz not null default clock_timestamp(),
    run_by bigint references account,
    run_by_name text not null default ''
);
comment on table idle_scan is 'One run over all contracts: how many were looked at, how many answers were new, how many land in each state';
create index idle_scan_day on idle_scan (as_of desc, id desc);

create table idle_finding (
    contract_id bigint not null,
    holds_from date not null,
    state text not null check (state in (
        'unknown', 'not_yet_due', 'start_late', 'not_started_idle', 'not_started_two_years', 'building', 'stopped', 'stopped_idle', 'completed')),
    ground text check (ground in ('not_started', 'stopped')),
    since date,
    side text check (side in ('own', 'government', 'force_majeure', 'unknown')),
    is_proposal boolean not null,
    may_fee boolean not null,
    may_recover boolean not null,
    own_year_on date,
    own_recovery_on date,
    duty text not null check (duty in ('start', 'resume', 'survey', 'investigate', 'nothing')),
    latest_on date,
    missing integer not null default 0,
    holds_until date check (holds_until > holds_from),
    is_stale boolean not null default false,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (contract_id, holds_from),
    constraint idle_finding_ground_of_state check (
        (ground is not null) = (state in ('not_started_idle', 'not_started_two_years', 'stopped_idle')) and (ground is null) = (since is null)),
    constraint idle_finding_only_proposes check (is_proposal = (state = 'stopped_idle')),
    constraint idle_finding_sanction_of_never_started check (
        not (may_fee or may_recover) or (ground = 'not_started' and side = 'own' and not (may_fee and may_recover)))
);
comment on table idle_finding is
    'Read model of map and lists: the answer about each contract, from the day it was given until the next one; written by scans and after each change, only when it differs';
comment on column idle_finding.contract_id is 'A contract; no foreign key, because rows are derived from contracts alone, contracts are never deleted, and a million checks a night prove nothing';
comment on column idle_finding.missing is 'Bits of the facts without which there is no answer, as gisapp/idle/rules/scan.py names them';
comment on column idle_finding.holds_until is 'The first day on which time alone may change the answer; null: none in sight';
comment on column idle_finding.is_stale is 'Something the answer rests on has changed since; to be judged again';

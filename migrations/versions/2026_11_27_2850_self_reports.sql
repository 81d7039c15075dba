-- 企业自报: the holder of land says itself how its project stands, asked by the zone for a period and until a day. What is said stays as said;
-- it proves nothing by itself, an officer takes it in or sends it back.
insert into service_key (name, secret) values
    ('self_report', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

create table self_report (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    contract_id bigint not null references contract,
    party_id bigint not null references party,
    report_no text not null check (report_no ~ '^ZB[0-9]{4}-[0-9]{4,}$'),
    asked_on date not null,
    period_from date not null,
    period_to date not null,
    parts text[] not null check (cardinality(parts) > 0 and parts <@ array['progress', 'figures', 'photos']),
    figures text[] not null default '{}',
    note text not null default '' check (length(note) <= 500),
    link_nonce uuid not null default gen_random_uuid(),
    constraint self_report_number_once unique (zone_id, report_no),
    constraint self_report_period check (period_from <= period_to),
    constraint self_report_figures check (('figures' = any (parts)) = (cardinality(figures) > 0)),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on table self_report is 'What a holder of land was asked to report of its own plot: which parts, which figures, for which period';
comment on column self_report.link_nonce is 'With the key of the installation it makes the secret of the link; nothing of the secret itself is kept';
create index self_report_contract on self_report (contract_id);
create index self_report_plot on self_report (plot_id);
create index self_report_park on self_report (park_id);

create table self_report_transition (
    step text not null,
    from_state text not null,
    to_state text not null,
    needs_reason boolean not null default false,
    primary key (step, from_state)
);
comment on table self_report_transition is 'What may follow what; from_state is empty for the first step';
insert into self_report_transition (step, from_state, to_state, needs_reason) values
    ('ask', '', 'open', false),
    ('submit', 'open', 'submitted', false),
    ('submit', 'returned', 'submitted', false),
    ('return', 'submitted', 'returned', true),
    ('accept', 'submitted', 'accepted', false),
    ('cancel', 'open', 'cancelled', true),
    ('cancel', 'returned', 'cancelled', true),
    ('cancel', 'submitted', 'cancelled', true);

create table self_report_step (
    id bigint generated always as identity primary key,
    report_id bigint not null references self_report,
    sequence integer not null check (sequence > 0),
    step text not null,
    from_state text not null,
    state text not null check (state in ('open', 'submitted', 'returned', 'accepted', 'cancelled')),
    done_on date not null,
    due_on date not null,
    reason text not null default '' check (length(reason) <= 500),
    at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null check (btrim(actor_name) <> ''),
    constraint self_report_step_once unique (report_id, sequence),
    constraint self_report_step_due check (step not in ('ask', 'return') or due_on >= done_on)
);
comment on column self_report_step.due_on is 'Last day for the enterprise to report, as it is after this step';

create table self_report_filing (
    step_id bigint primary key references self_report_step,
    report_id bigint not null references self_report,
    progress text check (progress in ('not_started', 'building', 'stopped', 'completed', 'in_production')),
    since date,
    words text not null default '' check (length(words) <= 1000),
    figures jsonb not null default '{}',
    evidence_ids bigint[] not null default '{}',
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on column self_report_filing.figures is 'What was said by name, as decimal text in yuan, ㎡, tonnes, persons; null = the enterprise has no such figure';
comment on column self_report_filing.sha256 is 'Over what was said with the hashes of the photographs; the enterprise has it on its receipt';
create index self_report_filing_report on self_report_filing (report_id);

-- letters with the link of a report
alter table mail_message drop constraint mail_message_about_check;
alter table mail_message add constraint mail_message_about_check check (about in ('inquiry', 'alert', 'self_report'));
alter table mail_message drop constraint mail_message_kind_check;
alter table mail_message add constraint mail_message_kind_check check (kind in ('inquiry_answered', 'alert_confirm', 'alert_news', 'self_report_asked'));

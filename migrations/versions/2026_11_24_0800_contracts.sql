-- Contracts in versions, with the dated obligations that signing writes.
--
-- `contract` keeps what was signed once and is not renegotiated; `contract_version` what a supplement may move, one row per version, the first
-- one at signing. Instalments, promises and obligations belong to a version. Nothing of a version changes after the transaction that wrote it.

-- what a contract says besides its dates and price (出让合同 第一、五至十二、十五、十七、二十、二十九、三十二、三十三、三十六、三十七条) ---------------------------------
alter table contract
    add column listing_id bigint references listing,
    add column application_id bigint references application,
    add column allocation_id bigint references allocation,
    add column plot_version_id bigint references plot_version,
    add column method text check (method in ('listing', 'auction', 'tender', 'agreement')),
    add column term_kind text not null default 'full' check (term_kind in ('full', 'flexible', 'lease_first')),
    add column term_from date,
    add column project_name text not null default '',
    add column industry_code text,
    add column real_estate_unit_no text,
    add column location text,
    add column land_use_scheme text,
    add column land_use_code text,
    add column boundary_annex text,
    add column upper_limit_m numeric(8, 2),
    add column lower_limit_m numeric(8, 2),
    add column investment_yuan numeric(18, 2) check (investment_yuan >= 0),
    add column performance_bond_yuan numeric(16, 2) check (performance_bond_yuan >= 0),
    add column unit_price_yuan_per_m2 numeric(12, 2) check (unit_price_yuan_per_m2 >= 0),
    add column deposit_yuan numeric(16, 2) check (deposit_yuan >= 0),
    add column instalment_interest text not null default '',
    add column handover_conditions text not null default '',
    add column late_payment_permille numeric(6, 3) check (late_payment_permille between 0 and 1000),
    add column late_start_permille numeric(6, 3) check (late_start_permille between 0 and 1000),
    add column late_completion_permille numeric(6, 3) check (late_completion_permille between 0 and 1000),
    add column late_handover_permille numeric(6, 3) check (late_handover_permille between 0 and 1000),
    add column extension_asked_days_ahead integer check (extension_asked_days_ahead >= 0),
    add column extension_months_max integer check (extension_months_max >= 0),
    add column use_change text not null default '',
    add column transfer_invested_share numeric(5, 4) check (transfer_invested_share between 0 and 1),
    add column dispute text not null default '',
    add column approval_authority text not null default '',
    add column supervision_agreement_no text,
    add column commitment_letter_no text,
    add column evidence_ids bigint[] not null default '{}',
    add column end_kind text check (end_kind in ('rescinded', 'recovered', 'expired')),
    add column end_reason text not null default '',
    add column end_evidence_ids bigint[] not null default '{}',
    add column recorded_at timestamptz not null default transaction_timestamp(),
    add column recorded_by bigint references account,
    add column recorded_by_name text not null default '',
    add foreign key (land_use_scheme, land_use_code) references land_use_class (scheme, code),
    add constraint contract_levels check (upper_limit_m >= lower_limit_m),
    add constraint contract_one_a_day exclude using gist (plot_id with =, daterange(signed_on, ended_on) with &&);
drop index contract_one_active_per_plot;
comment on column contract.late_payment_permille is '滞纳金, per mille of the amount and day (第二十九条); the other three are of the price (第三十二、三十三条)';
comment on column contract.transfer_invested_share is '首次转让条件: the share of the investment made, without the land price (第二十条)';
comment on column contract.plot_version_id is 'The boundary the contract was signed upon; null in papers taken over without one';
create unique index contract_allocation_once on contract (allocation_id) where allocation_id is not null;
create index contract_listing on contract (listing_id) where listing_id is not null;
create index contract_party on contract (party_id);

create table contract_version (
    id bigint generated always as identity primary key,
    contract_id bigint not null references contract,
    version_no integer not null check (version_no > 0),
    holds_from date not null,
    supplement_no text,
    requested_on date,
    cause text check (cause in ('own', 'government', 'force_majeure')),
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    handover_on date,
    start_on date,
    completion_on date,
    production_on date,
    initial_period_months integer check (initial_period_months between 0 and 240),
    attainment_on date,
    price_yuan numeric(16, 2) check (price_yuan >= 0),
    conditions jsonb not null default '{}' check (jsonb_typeof(conditions) = 'object'),
    baseline jsonb not null default '{}' check (jsonb_typeof(baseline) = 'object'),
    notes jsonb not null default '{}' check (jsonb_typeof(notes) = 'object'),
    recorded timestamptz not null default transaction_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null default '',
    constraint contract_version_once unique (contract_id, version_no),
    constraint contract_supplement_proved check (
        version_no = 1 or (supplement_no <> '' and cause is not null and btrim(reason) <> '' and cardinality(evidence_ids) > 0)),
    constraint contract_first_version_plain check (version_no > 1 or (supplement_no is null and cause is null))
);
comment on table contract_version is 'What the contract reads from `holds_from` until the next version; version 1 is the signing, each later one a supplement (补充协议)';
comment on column contract_version.start_on is 'Null: not agreed or unclear; the obligation then follows from the handover (闲置土地处置办法 第二十二条)';
comment on column contract_version.conditions is
    'Bounds as agreed (第七条): far_min, far_max, height_min_m, height_max_m, building_coefficient_min/max, green_ratio_min/max, floor_area_m2, document_no; shares as fractions';
comment on column contract_version.notes is 'What the papers remark about a milestone: {"start": "…"}';
comment on column contract_version.baseline is 'Per duty, the day from which the holder''s own extensions are counted: {"start": "2026-05-01"}';
create unique index contract_supplement_number_once on contract_version (contract_id, supplement_no) where supplement_no is not null;

create table contract_instalment (
    contract_id bigint not null,
    version_no integer not null,
    number integer not null check (number > 0),
    due_on date not null,
    amount_yuan numeric(16, 2) not null check (amount_yuan > 0),
    primary key (contract_id, version_no, number),
    foreign key (contract_id, version_no) references contract_version (contract_id, version_no)
);

create table contract_promise (
    contract_id bigint not null,
    version_no integer not null,
    indicator text not null,
    direction text not null check (direction in ('at_least', 'at_most')),
    value numeric not null check (value >= 0),
    basis text not null check (basis <> ''),
    primary key (contract_id, version_no, indicator, direction),
    foreign key (contract_id, version_no) references contract_version (contract_id, version_no)
);
comment on column contract_promise.value is 'In the canonical unit of the indicator: money per area in 元/㎡, shares as fractions of one';

create table obligation (
    id bigint generated always as identity primary key,
    contract_id bigint not null,
    version_no integer not null,
    key text not null check (key <> ''),
    kind text not null check (kind in ('handover', 'start', 'completion', 'production', 'initial_period_end', 'attainment', 'indicator', 'instalment')),
    obligor text not null check (obligor in ('authority', 'holder')),
    due_on date not null,
    label_zh text not null check (label_zh <> ''),
    basis text not null check (basis <> ''),
    indicator text,
    direction text check (direction in ('at_least', 'at_most')),
    target numeric,
    amount_yuan numeric(16, 2) check (amount_yuan > 0),
    constraint obligation_once unique (contract_id, version_no, key),
    foreign key (contract_id, version_no) references contract_version (contract_id, version_no),
    constraint obligation_measured check (
        (kind = 'indicator') = (indicator is not null)
        and (kind = 'instalment') = (amount_yuan is not null)
        and (kind in ('indicator', 'instalment')) = (target is not null and direction is not null))
);
comment on table obligation is 'One dated duty of one version; `key` stays the same over all versions, so that checks and evidence keep hanging on it';
create index obligation_due on obligation (due_on);

-- what older papers said: each contract gets its first version and the obligations of its dates -------------------------------------------------
alter table contract_milestone rename to contract_milestone_recorded;
comment on table contract_milestone_recorded is 'Dates typed in before checks were kept; they are shown, but prove nothing';

insert into contract_version (contract_id, version_no, holds_from, handover_on, start_on, completion_on, production_on, price_yuan, notes, recorded_by_name)
select c.id, 1, c.signed_on, d.handover_on, d.start_on, d.completion_on, d.production_on, c.price_yuan, coalesce(d.notes, '{}'), c.source
from contract c
left join (
    select contract_id,
           min(agreed_on) filter (where kind = 'handover') as handover_on, min(agreed_on) filter (where kind = 'start') as start_on,
           min(agreed_on) filter (where kind = 'completion') as completion_on, min(agreed_on) filter (where kind = 'production') as production_on,
           coalesce(jsonb_object_agg(kind, note) filter (where note <> ''), '{}') as notes
    from contract_milestone_recorded group by contract_id
) d on d.contract_id = c.id;

insert into obligation (contract_id, version_no, key, kind, obligor, due_on, label_zh, basis)
select m.contract_id, 1, m.kind, m.kind, case m.kind when 'handover' then 'authority' else 'holder' end, m.agreed_on,
       case m.kind when 'handover' then '交地' when 'start' then '动工' when 'completion' then '竣工' else '投产' end,
       case m.kind when 'handover' then '国有建设用地使用权出让合同 第十二条' when 'production' then '履约监管协议' else '国有建设用地使用权出让合同 第十五条' end
from contract_milestone_recorded m where m.agreed_on is not null;

update contract_version v set baseline = b.days
from (select contract_id, jsonb_object_agg(key, due_on) as days from obligation where kind in ('start', 'completion', 'production') group by contract_id) b
where b.contract_id = v.contract_id;

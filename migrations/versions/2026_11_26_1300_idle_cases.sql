-- Cases of idle land: the clue, every step with its document and service, corrections, notes, officers, custody and sealed bundles.
--
-- Everything is only ever added to. What a step was first recorded with stays; a wrong value is mended by a row of
-- `idle_case_correction`, and reads stand on `idle_case_step_live`. What may follow what is `idle_case_transition`, the same table
-- as gisapp/idle/lifecycle.py; triggers (migrations/replaceable/61_idle_cases.sql) hold every writer to it.

create table idle_case_transition (
    from_state text not null,
    step text not null,
    to_state text not null,
    document_zh text not null default '',
    is_served boolean not null default false,
    article text not null,
    primary key (from_state, step)
);
comment on table idle_case_transition is 'What may follow what; from_state is empty for the first step';

insert into idle_case_transition (from_state, step, to_state, document_zh, is_served, article) values
    ('', 'open', 'clue', '', false, '闲置土地处置办法 第五条'),
    ('clue', 'dismiss', 'not_idle', '不构成闲置土地的说明', false, '闲置土地处置办法 第五条'),
    ('clue', 'investigate', 'investigating', '闲置土地调查通知书', true, '闲置土地处置办法 第五条、第六条'),
    ('investigating', 'explain', 'cause_review', '', false, '闲置土地处置办法 第五条、第八条'),
    ('cause_review', 'dismiss', 'not_idle', '不构成闲置土地的说明', true, '闲置土地处置办法 第九条'),
    ('cause_review', 'determine', 'determined', '闲置土地认定书', true, '闲置土地处置办法 第九条、第十条'),
    ('determined', 'publish', 'published', '', false, '闲置土地处置办法 第十一条、第二十五条'),
    ('published', 'plan', 'planning', '闲置土地处置方案', false, '闲置土地处置办法 第十三条'),
    ('planning', 'notify_hearing', 'hearing', '听证告知书', true, '闲置土地处置办法 第十五条'),
    ('planning', 'decide', 'decided', '处置决定', false, '闲置土地处置办法 第十二条、第十三条'),
    ('hearing', 'decide', 'decided', '处置决定', false, '闲置土地处置办法 第十四条、第十六条'),
    ('decided', 'serve', 'performing', '', true, '闲置土地处置办法 第十七条'),
    ('performing', 'close', 'closed', '', false, '闲置土地处置办法 第十一条、第十九条');
-- what turns out wrong is annulled: back to the review of the cause, or only to the disposal plan
insert into idle_case_transition (from_state, step, to_state, document_zh, is_served, article)
select b.from_state, b.step, b.to_state, '撤销闲置土地认定（处置决定）的决定', false, '行政复议法 第六十四条、行政诉讼法 第七十条（待核对原文）'
from (values ('determined', 'annul', 'cause_review'), ('published', 'annul', 'cause_review'), ('planning', 'annul', 'cause_review'),
             ('hearing', 'annul', 'cause_review'), ('decided', 'annul', 'cause_review'), ('performing', 'annul', 'cause_review'),
             ('hearing', 'annul_decision', 'planning'), ('decided', 'annul_decision', 'planning'), ('performing', 'annul_decision', 'planning'))
     as b (from_state, step, to_state);

create table idle_case (
    id bigint generated always as identity primary key,
    case_no text not null check (case_no ~ '^\S+$' and length(case_no) <= 32),
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    contract_id bigint references contract,
    party_id bigint references party,
    ground text not null check (ground in ('not_started', 'stopped')),
    source text not null check (source in ('scan', 'patrol', 'report', 'outside_list')),
    source_note text not null default '',
    found_on date not null,
    since date,
    area_m2 numeric(16, 2) not null check (area_m2 > 0),
    idle_area_m2 numeric(16, 2) not null check (idle_area_m2 > 0),
    geom geometry(MultiPolygon, 4490),
    identification jsonb,
    evidence_ids bigint[] not null default '{}',
    registered_at timestamptz not null default clock_timestamp(),
    registered_by bigint references account,
    registered_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint idle_case_number_once unique (zone_id, case_no),
    constraint idle_case_idle_area check (idle_area_m2 <= area_m2),
    constraint idle_case_geometry_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom)),
    constraint idle_case_since_before_found check (since <= found_on)
);
comment on table idle_case is 'One suspicion of idle land: of one contract (or of one plot without contract) and one ground; at most one is open';
comment on column idle_case.since is 'The day on which the land became idle, as identified when the case was opened; null = not known';
comment on column idle_case.geom is 'The idle part; null = the whole plot';
comment on column idle_case.identification is 'The engine''s answer when the case was opened, with its trace; null = none could be given';
create index idle_case_park on idle_case (park_id);
create index idle_case_plot on idle_case (plot_id);
create index idle_case_contract on idle_case (contract_id) where contract_id is not null;
create index idle_case_party on idle_case (party_id) where party_id is not null;
create index idle_case_geom on idle_case using gist (geom) where geom is not null;

create table idle_case_service (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    purpose text not null check (purpose in ('holder', 'creditor', 'department')),
    document_id bigint references document,
    document_no text not null check (btrim(document_no) <> ''),
    kind text not null check (kind in ('direct', 'left', 'post', 'entrusted', 'electronic', 'public')),
    served_on date not null,
    recipient text not null check (btrim(recipient) <> ''),
    encumbrance_id bigint,
    evidence_ids bigint[] not null default '{}',
    note text not null default '',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint idle_case_service_left_explained check (kind <> 'left' or btrim(note) <> ''),
    constraint idle_case_service_creditor check (purpose = 'creditor' or encumbrance_id is null)
);
comment on table idle_case_service is '送达回证: a document reached somebody; the evidence is the signed receipt, a photograph of the notice or the postal proof';
comment on column idle_case_service.note is 'For a paper left at the address (留置): who refused, who witnessed';
comment on column idle_case_service.encumbrance_id is 'The mortgage whose creditor was told';
create index idle_case_service_case on idle_case_service (case_id);

create table idle_case_step (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    sequence integer not null check (sequence > 0),
    step text not null check (step in ('open', 'investigate', 'explain', 'dismiss', 'determine', 'publish', 'plan', 'notify_hearing', 'decide', 'serve', 'close',
                                          'annul', 'annul_decision')),
    from_state text not null,
    to_state text not null check (to_state in ('clue', 'investigating', 'cause_review', 'not_idle', 'determined', 'published', 'planning', 'hearing', 'decided',
                                               'performing', 'closed')),
    taken_on date not null,
    document_id bigint references document,
    document_no text not null default '',
    service_id bigint references idle_case_service,
    side text check (side in ('own', 'government', 'force_majeure')),
    cause text check (cause in ('not_handed_over', 'plan_changed', 'policy_changed', 'petitions', 'protection', 'other_government', 'force_majeure', 'own')),
    measure text check (measure in ('extend_start', 'adjust_use', 'temporary_use', 'buy_back', 'swap', 'other', 'fee', 'recover')),
    terms_from date,
    terms_until date,
    amount_yuan numeric(16, 2) check (amount_yuan >= 0),
    explained_on date,
    registered_on date,
    register_no text not null default '',
    hearing_asked_on date,
    hearing_held_on date,
    approved_by text not null default '',
    approval_no text not null default '',
    annul_ground text check (annul_ground in ('self_correction', 'review', 'lawsuit')),
    paper_on date,
    withdrawn_on date,
    reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    basis jsonb not null default '{}' check (jsonb_typeof(basis) = 'object'),
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint idle_case_step_once unique (case_id, sequence),
    constraint idle_case_step_service_once unique (service_id),
    constraint idle_case_step_document_once unique (document_id),
    constraint idle_case_step_side_of_cause check (
        cause is null or side = case cause when 'own' then 'own' when 'force_majeure' then 'force_majeure' else 'government' end),
    constraint idle_case_step_terms check (terms_until >= terms_from),
    constraint idle_case_step_hearing check (hearing_held_on >= hearing_asked_on),
    constraint idle_case_step_annulment check (step in ('annul', 'annul_decision') or (annul_ground is null and paper_on is null and withdrawn_on is null))
);
comment on table idle_case_step is 'Every step of a case; append-only, and the next one follows idle_case_transition';
comment on column idle_case_step.document_id is 'The document as issued here; null = issued elsewhere, document_no tells which';
comment on column idle_case_step.terms_until is 'Last day of what was decided: new start, end of temporary use, day of payment';
comment on column idle_case_step.paper_on is 'The day of the paper that annuls: the authority''s own decision, the decision on review, the judgment; its number is document_no';
comment on column idle_case_step.withdrawn_on is 'The day on which the publicity of the annulled finding was withdrawn';
comment on column idle_case_step.basis is 'What the step rested on when it was taken: {"identification": …, "findings": […], "measures": […]}';

create table idle_case_correction (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    target text not null check (target in ('case', 'step', 'service')),
    target_id bigint not null,
    field text not null,
    old_value text,
    new_value text not null check (btrim(new_value) <> ''),
    reason text not null check (btrim(reason) <> ''),
    evidence_ids bigint[] not null default '{}',
    findings jsonb not null default '[]' check (jsonb_typeof(findings) = 'array'),
    corrected_on date not null,
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint idle_case_correction_changes check (old_value is distinct from new_value),
    constraint idle_case_correction_proved check (cardinality(evidence_ids) > 0),
    constraint idle_case_correction_field check (field = any (case target
        when 'case' then array['since', 'area_m2', 'idle_area_m2', 'party_id', 'source_note']
        when 'step' then array['taken_on', 'document_no', 'explained_on', 'registered_on', 'register_no', 'hearing_asked_on', 'hearing_held_on', 'approved_by',
                               'approval_no', 'terms_from', 'terms_until', 'amount_yuan', 'paper_on', 'withdrawn_on']
        else array['served_on', 'recipient', 'kind'] end))
);
comment on table idle_case_correction is 'A value that was entered wrongly: the old one stays in its row and here, reads take the new one';
create index idle_case_correction_target on idle_case_correction (target, target_id, field, id desc);
create index idle_case_correction_case on idle_case_correction (case_id);

create table idle_case_entry (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    kind text not null check (kind in ('blocking', 'instrument', 'next_step', 'hearing_asked', 'hearing_held', 'performed', 'remark')),
    code text not null default '',
    entered_on date not null,
    due_on date,
    amount_yuan numeric(16, 2) check (amount_yuan >= 0),
    note text not null default '',
    evidence_ids bigint[] not null default '{}',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint idle_case_entry_due check (due_on >= entered_on),
    constraint idle_case_entry_says_something check (code <> '' or btrim(note) <> '' or kind in ('hearing_asked', 'hearing_held', 'performed'))
);
comment on table idle_case_entry is 'Dated notes between steps: what blocks (阻碍原因), which instrument is used, what comes next and by when; the newest of a kind holds';
create index idle_case_entry_case on idle_case_entry (case_id, kind, entered_on desc, id desc);

create table idle_case_officer (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    officer_id bigint references account,
    officer_name text not null check (btrim(officer_name) <> ''),
    holds_from date not null,
    reason text not null default '',
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp()
);
comment on table idle_case_officer is 'Who handles the case (承办人), from which day on; the newest row holds, earlier ones stay';
create index idle_case_officer_case on idle_case_officer (case_id, holds_from desc, id desc);

create table idle_case_draft (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    kind text not null check (kind ~ '^[a-z_]+$'),
    content jsonb not null check (jsonb_typeof(content) = 'object'),
    actor_id bigint references account,
    actor_name text not null,
    recorded_at timestamptz not null default clock_timestamp()
);
comment on table idle_case_draft is 'What the officer writes into a coming document (facts found, conclusions, ways); the newest of a kind holds';
create index idle_case_draft_case on idle_case_draft (case_id, kind, id desc);

create table idle_case_custody (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    act text not null check (act in ('added', 'read', 'exported', 'verified')),
    subject text not null check (subject in ('evidence', 'document', 'case', 'bundle')),
    subject_id bigint,
    sha256 text not null default '' check (sha256 = '' or sha256 ~ '^[0-9a-f]{64}$'),
    note text not null default '',
    actor_id bigint references account,
    actor_name text not null,
    at timestamptz not null default clock_timestamp()
);
comment on table idle_case_custody is 'Who added, read or carried away what of a case, and when';
create index idle_case_custody_case on idle_case_custody (case_id, id);

create table idle_case_bundle (
    id bigint generated always as identity primary key,
    case_id bigint not null references idle_case,
    manifest_sha256 text not null check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
    chain_sha256 text not null check (chain_sha256 ~ '^[0-9a-f]{64}$'),
    bundle_sha256 text not null check (bundle_sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes bigint not null check (size_bytes > 0),
    members integer not null check (members > 0),
    sealed_at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null
);
comment on table idle_case_bundle is 'A sealed case file that left the house: what its manifest said, so that it can be told from any other';
create index idle_case_bundle_case on idle_case_bundle (case_id);

-- Inquiries of investors.
--
-- Who asked and what was typed stand apart from the rest (`inquiry_person`, `inquiry_text`), so that they can be shown to those who need
-- them only, and be erased after their time while the counts stay. What happened is only ever added to (`inquiry_step`). What may follow
-- what is `inquiry_transition`, the same table as gisapp/inquiries/lifecycle.py; triggers (migrations/replaceable) hold every writer to it.

-- keys of this installation: made once, never shown; what they sign is worthless elsewhere ------------------------------------
create table service_key (
    name text primary key check (name ~ '^[a-z_]+$'),
    secret bytea not null check (length(secret) >= 32),
    made_at timestamptz not null default clock_timestamp()
);
comment on table service_key is 'Keys that sign what goes out to the public and comes back: challenges, links to a status page';
insert into service_key (name, secret) values
    ('inquiry', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- a challenge counts once; how many inquiries came from one address ------------------------------------------------------------
create table inquiry_challenge (
    salt text primary key check (length(salt) between 16 and 64),
    address_digest bytea not null,
    used_at timestamptz not null,
    expires_at timestamptz not null
);
comment on table inquiry_challenge is 'Challenges that were answered, so that none counts twice; swept when they can no longer be given in';
comment on column inquiry_challenge.address_digest is 'Keyed digest of day and address: counts within a day, tells nobody where it came from';
create index inquiry_challenge_address on inquiry_challenge (address_digest, used_at);

-- who answers for a park, from a day on; park_id null = questions that are about no park -----------------------------------------
create table inquiry_duty (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint,
    owner_id bigint references account,
    owner_name text not null check (btrim(owner_name) <> '' and length(owner_name) <= 100),
    valid_from date not null,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint inquiry_duty_once unique nulls not distinct (zone_id, park_id, valid_from)
);
comment on table inquiry_duty is 'Who answers inquiries about a park: the newest row that has begun counts';

create table inquiry (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint,
    plot_id bigint references plot,
    receipt_no text not null check (receipt_no ~ '^ZX[0-9]{4}-[0-9]{4,}$'),
    received_on date not null,
    received_at timestamptz not null,
    language text not null check (language in ('zh', 'en')),
    source_region text not null check (source_region ~ '^[A-Z]{2}(-[A-Z]{2})?$'),
    industry_code text,
    industry_edition text not null default 'GB/T 4754-2017',
    answer_workdays integer not null check (answer_workdays >= 0),
    answer_due_on date not null,
    keep_days integer not null check (keep_days > 0),
    notice_version text not null,
    status_nonce uuid not null default gen_random_uuid(),
    constraint inquiry_number_once unique (zone_id, receipt_no),
    constraint inquiry_due_after check (answer_due_on >= received_on),
    foreign key (park_id, zone_id) references park (id, zone_id),
    foreign key (industry_code, industry_edition) references industry (code, edition)
);
comment on column inquiry.keep_days is 'For how long the asker was told that personal data are kept, after the last step';
comment on column inquiry.status_nonce is 'With the key of the installation it makes the secret of the status page; nothing of the secret itself is kept';
create index inquiry_park on inquiry (park_id);
create index inquiry_plot on inquiry (plot_id) where plot_id is not null;
create index inquiry_received on inquiry (received_on);

create table inquiry_person (
    inquiry_id bigint primary key references inquiry,
    asker_name text not null check (btrim(asker_name) <> '' and length(asker_name) <= 80),
    contact text not null check (btrim(contact) <> '' and length(contact) <= 120),
    contact_kind text not null check (contact_kind in ('email', 'phone')),
    question text not null check (btrim(question) <> '' and length(question) <= 2000)
);
comment on table inquiry_person is 'Personal data of the asker; the row is deleted when its time is over or when she asks for it';

create table inquiry_transition (
    step text not null,
    from_state text not null,
    to_state text not null,
    needs_reason boolean not null default false,
    primary key (step, from_state)
);
comment on table inquiry_transition is 'What may follow what; from_state is empty for the first step';
insert into inquiry_transition (step, from_state, to_state, needs_reason) values
    ('receive', '', 'open', false),
    ('take', 'open', 'taken', false),
    ('assign', 'open', 'open', true),
    ('assign', 'taken', 'taken', true),
    ('assign', 'answered', 'answered', true),
    ('note', 'open', 'open', false),
    ('note', 'taken', 'taken', false),
    ('note', 'answered', 'answered', false),
    ('answer', 'taken', 'answered', false),
    ('answer', 'answered', 'answered', false),
    ('lead', 'taken', 'taken', false),
    ('lead', 'answered', 'answered', false),
    ('project', 'taken', 'taken', false),
    ('project', 'answered', 'answered', false),
    ('close', 'open', 'closed', true),
    ('close', 'taken', 'closed', true),
    ('close', 'answered', 'closed', true),
    ('reopen', 'closed', 'taken', true),
    ('withdraw', 'open', 'withdrawn', false),
    ('withdraw', 'taken', 'withdrawn', false),
    ('withdraw', 'answered', 'withdrawn', false),
    ('withdraw', 'closed', 'withdrawn', false),
    ('erase', 'open', 'closed', false),
    ('erase', 'taken', 'closed', false),
    ('erase', 'answered', 'closed', false),
    ('erase', 'closed', 'closed', false),
    ('erase', 'withdrawn', 'withdrawn', false);

create table inquiry_step (
    id bigint generated always as identity primary key,
    inquiry_id bigint not null references inquiry,
    sequence integer not null check (sequence > 0),
    step text not null,
    from_state text not null,
    state text not null check (state in ('open', 'taken', 'answered', 'closed', 'withdrawn')),
    done_on date not null,
    owner_id bigint references account,
    owner_name text not null default '',
    reason_code text not null default '',
    project_id bigint references project,
    at timestamptz not null default clock_timestamp(),
    actor_id bigint references account,
    actor_name text not null check (btrim(actor_name) <> ''),
    constraint inquiry_step_once unique (inquiry_id, sequence),
    constraint inquiry_step_project check ((project_id is not null) = (step in ('lead', 'project')))
);
comment on column inquiry_step.owner_name is 'Who has the inquiry after this step; empty = nobody yet';
create unique index inquiry_lead_once on inquiry_step (inquiry_id) where step = 'lead';
create unique index inquiry_project_once on inquiry_step (inquiry_id) where step = 'project';
create index inquiry_step_project_of on inquiry_step (project_id) where project_id is not null;

create table inquiry_text (
    step_id bigint primary key references inquiry_step,
    inquiry_id bigint not null references inquiry,
    body text not null check (btrim(body) <> '' and length(body) <= 4000)
);
comment on table inquiry_text is 'Words of a step: note, answer, reason. They may hold personal data and are erased with them';
create index inquiry_text_inquiry on inquiry_text (inquiry_id);

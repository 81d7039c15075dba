-- Document templates and numbered, frozen documents.

-- Who issues: the office that stands in the head, the seal block and the number of every document; dated, because offices are renamed.
create table document_issuer (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    name_zh text not null check (name_zh <> ''),
    code_zh text not null check (code_zh <> ''),
    address text not null default '',
    postcode text not null default '',
    phone text not null default '',
    representative text not null default '',
    account_name text not null default '',
    bank_name text not null default '',
    bank_account text not null default '',
    valid daterange not null check (not isempty(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    recorded_by_name text not null default '',
    constraint document_issuer_one_a_day exclude using gist (zone_id with =, valid with &&) where (upper_inf(recorded))
);
comment on column document_issuer.code_zh is '机关代字: the first part of every document number';

-- A zone's own templates; where it has none for a day, the shipped one is used.
create table document_template (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    kind text not null check (kind ~ '^[a-z_]+$'),
    version_no integer not null check (version_no > 0),
    title_zh text not null,
    file_name text not null,
    content bytea not null check (octet_length(content) between 1 and 10000000),
    sha256 text not null check (sha256 = encode(sha256(content), 'hex')),
    note text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    uploaded_by bigint references account,
    uploaded_by_name text not null,
    constraint document_template_one_a_day exclude using gist (zone_id with =, kind with =, valid with &&) where (upper_inf(recorded))
);
create index document_template_of_kind on document_template (zone_id, kind, version_no);

-- A document as it left the house. Nothing of it is ever changed: the bytes prove themselves against their hash.
create table document (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint,
    plot_id bigint references plot,
    kind text not null check (kind ~ '^[a-z_]+$'),
    document_no text not null check (document_no <> ''),
    year integer not null check (year between 1990 and 2200),
    sequence integer not null check (sequence > 0),
    title_zh text not null,
    subject text not null check (subject ~ '^[a-z_]+$'),
    subject_id bigint not null,
    template_id bigint references document_template,
    template_sha256 text not null check (template_sha256 ~ '^[0-9a-f]{64}$'),
    context jsonb not null,
    docx bytea not null,
    docx_sha256 text not null,
    issued_on date not null,
    issued_at timestamptz not null default clock_timestamp(),
    issued_by bigint references account,
    issued_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint document_docx_hash check (docx_sha256 = encode(sha256(docx), 'hex')),
    constraint document_year_of_issue check (year = extract(year from issued_on)),
    constraint document_number_once unique (zone_id, document_no),
    constraint document_sequence_once unique (zone_id, kind, year, sequence)
);
comment on column document.template_id is 'The zone''s own template; null where the shipped one was used (template_sha256 names its bytes)';
comment on column document.context is 'Every value as printed, by the field''s name';
create index document_of_subject on document (subject, subject_id, kind);
create index document_of_plot on document (plot_id) where plot_id is not null;
create index document_of_park on document (park_id, issued_on desc);
create index document_by_hash on document (docx_sha256);

-- The printed form of the very .docx: made once, at issue or when first asked for.
create table document_pdf (
    document_id bigint primary key references document,
    pdf bytea not null,
    pdf_sha256 text not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint document_pdf_hash check (pdf_sha256 = encode(sha256(pdf), 'hex'))
);
create index document_pdf_by_hash on document_pdf (pdf_sha256);

-- A document that no longer holds keeps its number; the reason stands beside it.
create table document_revocation (
    document_id bigint primary key references document,
    revoked_on date not null,
    reason text not null check (btrim(reason) <> ''),
    revoked_at timestamptz not null default clock_timestamp(),
    revoked_by bigint references account,
    revoked_by_name text not null
);

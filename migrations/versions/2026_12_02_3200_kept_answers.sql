-- An answer names the entries of the rulebook and the rules it was worked out by, and a hash over facts, entries and answer. The second answer of a
-- day takes the place of the first in the read model, and the first stays on record beside it. Answers from before carry neither.
create table idle_basis (
    id bigint generated always as identity primary key,
    engine text not null,
    entry_ids bigint[] not null check (cardinality(entry_ids) > 0),
    constraint idle_basis_once unique (engine, entry_ids)
);
comment on table idle_basis is 'What answers were worked out by: the rules (a hash of their text) and the entries of the rulebook (rulebook_entry.id)';

alter table idle_finding add column basis_id bigint, add column answer_sha256 bytea,
    add constraint idle_finding_hash_with_basis check ((basis_id is null) = (answer_sha256 is null)) not valid,
    add constraint idle_finding_hash_whole check (octet_length(answer_sha256) = 32) not valid;
alter table idle_finding validate constraint idle_finding_hash_with_basis;
alter table idle_finding validate constraint idle_finding_hash_whole;
comment on column idle_finding.basis_id is 'idle_basis; no foreign key, as with contract_id. Null: answered before answers named it';
comment on column idle_finding.answer_sha256 is 'SHA-256 over facts, entries and answer (gisapp/idle/answer_hash.py); the facts are those known at recorded_at';

create table idle_finding_superseded (
    like idle_finding,
    superseded_at timestamptz not null default clock_timestamp(),
    primary key (contract_id, holds_from, recorded_at)
);
comment on table idle_finding_superseded is 'Answers of a day that another answer of the same day has taken the place of: as they were given, with basis and hash';

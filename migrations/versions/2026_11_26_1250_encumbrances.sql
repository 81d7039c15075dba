-- Mortgages, seizures and other rights on land.
--
-- An encumbrance keeps its id for life; what is known of it is dated twice (`encumbrance_fact`): `valid` runs from the day it was
-- registered to the day it was released, `recorded` is when we knew. A release and a correction close `recorded` and write a new row.

create table encumbrance (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    kind text not null check (kind in ('mortgage', 'seizure', 'easement', 'advance_notice', 'objection', 'lease', 'other')),
    recorded_at timestamptz not null default clock_timestamp()
);
comment on table encumbrance is 'A right of somebody else on a plot, or a measure of a court; its facts are encumbrance_fact';
create index encumbrance_plot on encumbrance (plot_id);

create table encumbrance_fact (
    id bigint generated always as identity primary key,
    encumbrance_id bigint not null references encumbrance,
    party_id bigint references party,
    holder_name text not null check (btrim(holder_name) <> ''),
    debtor_party_id bigint references party,
    certificate_no text not null default '',
    amount_yuan numeric(16, 2) check (amount_yuan > 0),
    rank integer not null default 1 check (rank > 0),
    area_m2 numeric(14, 2) check (area_m2 > 0),
    expires_on date,
    remark text not null default '',
    evidence_ids bigint[] not null default '{}',
    release_reason text not null default '',
    release_evidence_ids bigint[] not null default '{}',
    recorded_by_name text not null default '',
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint encumbrance_known_once exclude using gist (encumbrance_id with =) where (upper_inf(recorded)),
    constraint encumbrance_registered_with_paper check (certificate_no <> '' or cardinality(evidence_ids) > 0),
    constraint encumbrance_released_with_evidence check (upper_inf(valid) or (cardinality(release_evidence_ids) > 0 and btrim(release_reason) <> '')),
    constraint encumbrance_expires_after_start check (expires_on is null or expires_on > lower(valid))
);
comment on table encumbrance_fact is 'What is known of an encumbrance; valid = [registered, released)';
comment on column encumbrance_fact.holder_name is 'Creditor, court or whoever else holds it, as the paper names them; party_id where they are in the register';
comment on column encumbrance_fact.debtor_party_id is 'The holder of land whose share it lies on; null = the whole right';
comment on column encumbrance_fact.area_m2 is 'The part of the plot in m2; null = the whole plot';
comment on column encumbrance_fact.expires_on is 'First day without effect unless renewed (seizures); the release is still to be recorded';
create index encumbrance_fact_current on encumbrance_fact (encumbrance_id) where upper_inf(recorded);

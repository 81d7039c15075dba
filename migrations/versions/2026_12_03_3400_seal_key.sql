-- A sealed case file is signed by a key of the zone, which is a file in the data folder. Here stands its public half alone: papers name its
-- fingerprint, and a file that comes back is known by it. A key that was lost keeps its row.
create table seal_key (
    fingerprint text primary key,
    public_key text not null unique check (public_key ~ '^[0-9a-f]{64}$'),
    made_at timestamptz not null default clock_timestamp(),
    constraint seal_key_is_of_its_fingerprint check (fingerprint = encode(sha256(decode(public_key, 'hex')), 'hex'))
);
comment on table seal_key is 'Public keys (Ed25519) by which sealed case files are signed; the private half is a file in the data folder';
comment on column seal_key.fingerprint is 'SHA-256 of the 32 bytes of the public key, as papers of a case print it';

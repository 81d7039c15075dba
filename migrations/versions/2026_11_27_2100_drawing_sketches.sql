-- What is under the pen: kept while it is drawn, so that a closed browser loses nothing and another machine can go on.
create table drawing_sketch (
    id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal,
    account_id bigint not null references account,
    version integer not null default 1 check (version > 0),
    content jsonb not null check (jsonb_typeof(content) = 'object' and length(content::text) <= 2000000),
    changed_at timestamptz not null default clock_timestamp(),
    constraint drawing_sketch_once unique (proposal_id, account_id)
);
comment on table drawing_sketch is 'The unfinished drawing of one person in one proposal; it is forgotten when it becomes an operation or is given up';
comment on column drawing_sketch.version is 'Counts every save: a browser that saves over another machine''s newer sketch is refused and shown both';

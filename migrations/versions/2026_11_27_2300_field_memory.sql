create table survey_field_memory (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    signature text not null check (signature ~ '^[0-9a-f]{64}$'),
    format text not null,
    columns text[] not null check (cardinality(columns) > 0),
    field_map jsonb not null check (jsonb_typeof(field_map) = 'object'),
    area_unit text check (area_unit in ('m2', 'ha', 'mu')),
    survey_id bigint not null references survey,
    remembered_at timestamptz not null default clock_timestamp(),
    remembered_by_name text not null
);
comment on table survey_field_memory is 'Which column an officer took for which field, by format and column names of the file; the newest one holds, earlier ones stay';
create index survey_field_memory_signature on survey_field_memory (zone_id, signature, id);

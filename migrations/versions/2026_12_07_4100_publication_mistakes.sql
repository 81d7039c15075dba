-- Days on which a plot or premises stood in the public window by mistake: the public is not told of them any more, officers are.
create table publication_mistake (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null references park,
    site_id bigint not null,
    days daterange not null check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
    reason text not null check (length(btrim(reason)) >= 2),
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by_name text not null,
    constraint publication_mistake_once exclude using gist (site_id with =, days with &&)
);
comment on table publication_mistake is 'Days of a publication that was withdrawn as a mistake (发布错误): public_* leave them out of the past too';
comment on column publication_mistake.site_id is 'Number of the plot or of the premises; both are numbered together';
create index publication_mistake_park on publication_mistake (park_id);

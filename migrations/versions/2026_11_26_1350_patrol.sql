-- Patrols: who looks after which plot, rounds with their stops in order, and what was seen.
--
-- A visit is only ever added; one recorded by mistake is withdrawn with a reason and stays on record. Whether the position lies
-- in the plot is measured by the database against the boundary of the day, never taken from the device.
-- Triggers and the sets that everybody reads: replaceable/62_patrol.sql.

create table patrol_group (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint,
    name_zh text not null check (btrim(name_zh) <> ''),
    base geometry(Point, 4490),
    ended_on date,
    created_at timestamptz not null default clock_timestamp(),
    created_by bigint references account,
    created_by_name text not null,
    constraint patrol_group_name_once unique (zone_id, name_zh),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on table patrol_group is 'Those who go out (巡查组); park_id null = the whole zone; base = where a round begins and ends';

create table patrol_member (
    id bigint generated always as identity primary key,
    group_id bigint not null references patrol_group,
    account_id bigint references account,
    name_zh text not null check (btrim(name_zh) <> ''),
    phone text not null default '',
    joined_on date not null,
    left_on date check (left_on > joined_on),
    constraint patrol_member_once exclude using gist (group_id with =, name_zh with =, daterange(joined_on, left_on) with &&)
);
create index patrol_member_account on patrol_member (account_id);

create table patrol_assignment (
    id bigint generated always as identity primary key,
    plot_id bigint not null references plot,
    group_id bigint not null references patrol_group,
    valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded tstzrange not null default tstzrange(clock_timestamp(), null),
    constraint patrol_assignment_once_a_day exclude using gist (plot_id with =, valid with &&) where (upper_inf(recorded))
);
comment on table patrol_assignment is 'Which group looks after a plot, dated; a watched plot without one is unassigned';
create index patrol_assignment_group on patrol_assignment (group_id) where upper_inf(recorded);

create table patrol_task (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    task_no text not null check (task_no ~ '^\S+$'),
    title_zh text not null check (btrim(title_zh) <> ''),
    group_id bigint not null references patrol_group,
    assignee_name text not null default '',
    assignee_id bigint references account,
    planned_on date not null,
    due_on date not null,
    note_zh text not null default '',
    geom geometry(LineString, 4490) not null,
    route_length_m numeric(10, 1) check (route_length_m >= 0),
    cancelled_on date check (cancelled_on >= planned_on),
    cancel_reason text,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    constraint patrol_task_number_once unique (zone_id, task_no),
    constraint patrol_task_due_after check (due_on >= planned_on),
    constraint patrol_task_cancelled_with_reason check ((cancelled_on is null) = (cancel_reason is null) and btrim(cancel_reason) <> ''),
    foreign key (park_id, zone_id) references park (id, zone_id)
);
comment on column patrol_task.geom is 'Straight lines from stop to stop in their order, from the base of the group and back where it has one';
create index patrol_task_park on patrol_task (park_id, due_on);
create index patrol_task_geom on patrol_task using gist (geom);
create index patrol_task_group on patrol_task (group_id);

create table patrol_stop (
    task_id bigint not null references patrol_task,
    plot_id bigint not null references plot,
    stop_no integer not null check (stop_no > 0),
    reason text not null check (reason in ('scan_clue', 'unassigned', 'follow_up', 'long_unvisited', 'report', 'other')),
    note_zh text not null default '',
    point geometry(Point, 4490) not null,
    primary key (task_id, plot_id),
    constraint patrol_stop_order unique (task_id, stop_no) deferrable initially deferred
);
comment on column patrol_stop.point is 'A point inside the plot on the day the round was planned: where the route goes';
create index patrol_stop_plot on patrol_stop (plot_id);

create table patrol_visit (
    id bigint generated always as identity primary key,
    zone_id bigint not null references zone,
    park_id bigint not null,
    plot_id bigint not null references plot,
    task_id bigint,
    visited_on date not null,
    visited_at timestamptz,
    visitor_name text not null check (btrim(visitor_name) <> ''),
    observations text[] not null constraint patrol_visit_saw_something check (cardinality(observations) > 0),
    outcome text not null check (outcome in ('all_well', 'clue', 'revisit')),
    note_zh text not null default '',
    position geometry(Point, 4490),
    position_source text check (position_source in ('device', 'photo', 'map')),
    accuracy_m numeric(8, 1) check (accuracy_m >= 0),
    is_inside boolean,
    distance_m numeric(10, 1),
    away_reason text not null default '',
    evidence_ids bigint[] not null default '{}',
    case_id bigint references idle_case,
    withdrawn_on date check (withdrawn_on >= visited_on),
    withdrawn_reason text,
    withdrawn_by_name text,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by bigint references account,
    recorded_by_name text not null,
    foreign key (park_id, zone_id) references park (id, zone_id),
    constraint patrol_visit_of_a_stop foreign key (task_id, plot_id) references patrol_stop (task_id, plot_id),
    constraint patrol_visit_known_sights check (observations <@ array['not_started', 'foundation', 'building', 'stopped', 'in_use', 'vacant', 'sublet',
        'stockpile', 'farmed', 'illegal_building', 'no_access']),
    constraint patrol_visit_clue_proved check (outcome <> 'clue' or cardinality(evidence_ids) > 0),
    constraint patrol_visit_no_access_again check (not 'no_access' = any (observations) or outcome = 'revisit'),
    constraint patrol_visit_position_said_whence check ((position is null) = (position_source is null)),
    constraint patrol_visit_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_reason is null) and btrim(withdrawn_reason) <> '')
);
comment on table patrol_visit is 'What somebody saw on a plot on a day; append-only, a mistaken one is withdrawn';
comment on column patrol_visit.is_inside is 'Measured by the database: the position lies in the boundary of the day; distance_m is what it is outside, in the plane of the park';
create unique index patrol_visit_one_per_stop on patrol_visit (task_id, plot_id) where withdrawn_on is null;
create index patrol_visit_plot on patrol_visit (plot_id, visited_on desc);
create index patrol_visit_park on patrol_visit (park_id, visited_on desc);
create index patrol_visit_case on patrol_visit (case_id) where case_id is not null;

create table patrol_photo (
    visit_id bigint not null references patrol_visit,
    evidence_id bigint not null references evidence_file,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    taken_at timestamp,
    position geometry(Point, 4490),
    distance_m numeric(10, 1),
    camera text not null default '',
    primary key (visit_id, evidence_id)
);
comment on table patrol_photo is 'What a photograph says of itself (EXIF), read at receipt; the time of receipt is with the evidence';
comment on column patrol_photo.taken_at is 'Local time as the camera wrote it: EXIF has no zone';

-- A split of which a part was then drawn anew does not keep its ground, and says so.
alter table lineage_edge add column keeps_ground boolean not null default true;
comment on column lineage_edge.keeps_ground is 'The ground of the plots it belongs to was to stay the same; checked when the transaction ends';

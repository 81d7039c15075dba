-- Which divisions a cluster has is part of what a pool froze: answers given to a wish for a cluster are worked out from these, not from today's table.
alter table public_pool add column clusters jsonb not null default '{}';
comment on column public_pool.clusters is 'Divisions of GB/T 4754 of each cluster when the pool was made: {cluster: [code]}';

-- Pools that stand were made of the table as it is. They keep themselves against updates; this one adds what was always meant.
alter table public_pool disable trigger user;
update public_pool set clusters = coalesce((
    select jsonb_object_agg(cluster, codes) from (
        select cluster, jsonb_agg(code order by code) as codes from industry where cluster <> '' group by cluster) by_cluster), '{}');
alter table public_pool enable trigger user;

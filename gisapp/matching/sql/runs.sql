-- The log of matches, last asked first, with how often each was asked. Params: limit, offset. Index: match_ask_run.
with asked as (
    select r.id, r.as_of, r.algorithm, r.requirement, r.total, r.ranking[1:3] as first_three, r.scores[1:3] as first_scores, r.ranking_sha256, r.first_asked_at,
           p.site_count, count(a.id) as asked, max(a.asked_at) as last_asked_at
    from match_run r join public_pool p on p.id = r.pool_id left join match_ask a on a.run_id = r.id
    group by r.id, p.site_count
), page as (
    select * from asked order by last_asked_at desc nulls last, id desc limit cast(:limit as int) offset cast(:offset as int)
)
select (select count(*) from match_run) as total, (select count(*) from match_ask) as asked,
       coalesce((select jsonb_agg(to_jsonb(page) order by last_asked_at desc nulls last, id desc) from page), '[]') as items

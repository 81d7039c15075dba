-- Supply from the plan to the contract as it stood on a day: plan lines without an announcement, and announcements with their counts.
-- Params: as_of, all_parks, park_ids, park, year, method, q, plot_id (null = any). Index: listing_park, supply_plan_item's key, application_number_once.
with announced as (
    select l.id as listing_id, l.plan_item_id, l.listing_no, l.plot_id, l.park_id, l.method, l.term_kind, l.term_years, l.start_price_yuan, l.deposit_yuan,
           l.announced_on, l.applications_from, l.applications_until, l.opens_on, l.decided_from, l.industry_codes, l.snapshot, l.end_reason,
           l.reoffer_of, listing_state_on(l, cast(:as_of as date)) as state, least(l.withdrawn_on, l.failed_on) as ended_on,
           extract(year from coalesce(l.announced_on, l.created_at::date))::int as year
    from listing l
    where least(l.announced_on, l.created_at::date) <= cast(:as_of as date) and (:all_parks or l.park_id = any (:park_ids))
      and (cast(:plot_id as bigint) is null or l.plot_id = :plot_id)
), counted as (
    select a.listing_id,
           count(*) filter (where not coalesce(a.withdrawn_on <= cast(:as_of as date), false)) as application_count,
           count(*) filter (where not coalesce(a.withdrawn_on <= cast(:as_of as date), false) and m.passed) as admitted,
           count(*) filter (where not coalesce(a.withdrawn_on <= cast(:as_of as date), false) and not m.passed) as refused
    from application a
    join announced l on l.listing_id = a.listing_id
    left join lateral (select m.passed from admission m where m.application_id = a.id and m.as_of <= cast(:as_of as date) order by m.id desc limit 1) m on true
    where a.received_at < cast(:as_of as date) + 1
    group by a.listing_id
), told as (
    select l.*, coalesce(c.application_count, 0) as application_count, coalesce(c.admitted, 0) as admitted, coalesce(c.refused, 0) as refused,
           d.id as allocation_id, d.decided_on, d.price_yuan, y.name_zh as winner_name_zh, r.published_on as result_published_on, r.until as result_until,
           k.contract_no, k.signed_on, k.id as contract_id
    from announced l
    left join counted c on c.listing_id = l.listing_id
    left join allocation d on d.listing_id = l.listing_id and d.decided_on <= cast(:as_of as date)
        and (d.state <> 'revoked' or d.ended_on > cast(:as_of as date))
    left join application p on p.id = d.application_id
    left join party y on y.id = p.party_id
    left join result_publication r on r.allocation_id = d.id and r.published_on <= cast(:as_of as date)
    left join contract k on k.allocation_id = d.id and k.signed_on <= cast(:as_of as date)
), planned as (
    select i.id as plan_item_id, i.plot_id, i.park_id, i.planned_method as method, i.industry_codes, s.year, i.planned_quarter, s.title as plan_title,
           s.approved_on
    from supply_plan_item i
    join supply_plan s on s.id = i.plan_id
    where (:all_parks or i.park_id = any (:park_ids)) and (cast(:plot_id as bigint) is null or i.plot_id = :plot_id)
      and not exists (select from announced a where a.plan_item_id = i.id)
), both_kinds as (
    select t.listing_id, t.plan_item_id, t.listing_no, t.plot_id, t.park_id, t.method, t.term_kind, t.term_years, t.start_price_yuan, t.deposit_yuan,
           t.announced_on, t.applications_from, t.applications_until, t.opens_on, t.decided_from, t.industry_codes, t.end_reason, t.reoffer_of, t.state,
           t.ended_on, t.year, (t.snapshot -> 'plot' ->> 'area_m2')::numeric as announced_area_m2, t.application_count, t.admitted, t.refused, t.allocation_id,
           t.decided_on, t.price_yuan, t.winner_name_zh, t.result_published_on, t.result_until, t.contract_no, t.signed_on, t.contract_id,
           null::smallint as planned_quarter, null::text as plan_title,
           case when t.state in ('withdrawn', 'failed') then 'ended' when t.state = 'draft' then 'draft' when t.state = 'published' then 'announced'
                when t.state = 'closed' then 'deciding' when t.contract_id is not null then 'contract' else 'decided' end as pipeline
    from told t
    union all
    select null, p.plan_item_id, null, p.plot_id, p.park_id, p.method, null, null, null, null, null, null, null, null, null, p.industry_codes, '', null,
           'plan', null, p.year, null, 0, 0, 0, null, null, null, null, null, null, null, null, null, p.planned_quarter, p.plan_title, 'plan'
    from planned p
)
select b.*, v.plot_no, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       coalesce(b.announced_area_m2, v.area_surveyed_m2, v.area_planar_m2) as area_m2, v.land_use_code
from both_kinds b
join park k on k.id = b.park_id
join lateral (select v.plot_no, v.area_surveyed_m2, v.area_planar_m2, v.land_use_code from plot_version v
              where v.plot_id = b.plot_id and upper_inf(v.recorded) and lower(v.valid) <= cast(:as_of as date) order by v.valid desc limit 1) v on true
where (cast(:park as text) is null or k.code = :park) and (cast(:year as int) is null or b.year = :year)
  and (cast(:method as text) is null or b.method = :method)
  and (cast(:q as text) is null or concat_ws(' ', v.plot_no, b.listing_no, b.winner_name_zh, b.contract_no) ilike '%' || :q || '%')
order by array_position(array['deciding', 'decided', 'announced', 'draft', 'plan', 'contract', 'ended'], b.pipeline), b.announced_on desc nulls first,
         b.listing_no desc nulls last, v.plot_no

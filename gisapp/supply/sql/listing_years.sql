-- Years that the pipeline has something of, newest first. Params: all_parks, park_ids.
select distinct year from (
    select extract(year from coalesce(l.announced_on, l.created_at::date))::int as year from listing l where :all_parks or l.park_id = any (:park_ids)
    union all
    select s.year from supply_plan_item i join supply_plan s on s.id = i.plan_id where :all_parks or i.park_id = any (:park_ids)
) y order by year desc

-- How many contracts pass the filters, their area and price, their duties, and how many there are of each progress. Follows contract_filtered.
select count(*) as total, coalesce(sum(area_m2), 0) as area_m2, coalesce(sum(price_yuan), 0) as price_yuan,
       count(*) filter (where price_yuan is null) as without_price, coalesce(sum(duties), 0) as duties, coalesce(sum(kept), 0) as kept,
       count(*) filter (where overdue > 0) as with_overdue, coalesce(sum(overdue), 0) as overdue,
       coalesce(jsonb_object_agg(progress, of_progress) filter (where is_first), '{}') as by_progress
from (
    select f.*, count(*) over (partition by progress) as of_progress, row_number() over (partition by progress) = 1 as is_first from filtered f
) f

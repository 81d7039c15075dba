-- How many contracts pass the filters, their area and price, and their duties. Follows contract_filtered.
select count(*) as total, coalesce(sum(area_m2), 0) as area_m2, coalesce(sum(price_yuan), 0) as price_yuan,
       count(*) filter (where price_yuan is null) as without_price, coalesce(sum(duties), 0) as duties, coalesce(sum(kept), 0) as kept,
       count(*) filter (where overdue > 0) as with_overdue, coalesce(sum(overdue), 0) as overdue
from filtered

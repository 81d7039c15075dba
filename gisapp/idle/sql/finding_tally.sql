-- How many contracts and how much land in each class of the map. Follows finding_filtered.
select coalesce(land_class, '') as land_class, count(*) as contracts, coalesce(sum(area_m2), 0) as area_m2, count(*) filter (where is_stale) as stale
from filtered
group by 1

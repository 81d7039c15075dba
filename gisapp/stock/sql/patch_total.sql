select count(*) as total, coalesce(sum(area_m2), 0) as area_m2 from filtered

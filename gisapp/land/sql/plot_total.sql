-- How many plots pass the filters and their area. Follows plot_filtered.
select count(*) as total, coalesce(sum(area_m2), 0) as total_area_m2 from filtered

-- Plots and area by park and stage. Follows plot_filtered; sums to plot_total.
select p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, f.stage, count(*) as plot_count, sum(f.area_m2) as area_m2
from filtered f join park p on p.id = f.park_id
group by p.id, f.stage
order by p.sort_order, p.code, f.stage

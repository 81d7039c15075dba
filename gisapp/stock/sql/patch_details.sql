select stock_class, detail, count(*) as patch_count, sum(area_m2) as area_m2 from filtered group by stock_class, detail order by stock_class, sum(area_m2) desc

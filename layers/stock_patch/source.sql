-- Patches of the stock on :as_of, each square metre once; the same rows as stock_on(day). Index: stock_patch_geom_3857.
select s.id, s.park_id, s.geom, s.geom_3857, s.stock_class, s.detail,
       coalesce(v.plot_no || case when s.part_no is not null then '-' || s.part_no else '' end, nullif(s.label_zh, ''), '园区用地') as name_zh,
       s.reason_zh, case when s.is_decided then '人工认定' else '按规则' end as decided, lower(s.valid) as since, p.code as park_code, s.area_m2::float8 as area_m2
from stock_patch s
left join park p on p.id = s.park_id
left join plot_version v on v.plot_id = s.plot_id and upper_inf(v.recorded) and v.valid @> :as_of
where upper_inf(s.recorded) and s.valid @> :as_of

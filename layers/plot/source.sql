-- Live plots on :as_of, one row each, from the read model kept by triggers. Index: plot_snapshot_geom_3857.
-- Boundary, park and holder are joined by unique keys from the left, so PostgreSQL drops the joins that a tile does not need.
select s.plot_id as id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.code as park_code, p.name_zh as park_name_zh,
       s.stage, s.land_control, s.servicing, s.supply, s.development, s.compliance,
       s.land_use_code, c.name_zh as land_use_name_zh, land_use_drawing_class(s.land_use_scheme, s.land_use_code) as land_use_class,
       s.area_m2::float8 as area_m2,
       (select string_agg(party.name_zh, '、' order by party.name_zh) from plot_party h join party on party.id = h.party_id
        where h.plot_id = s.plot_id and h.role = 'holder' and h.valid @> :as_of and upper_inf(h.recorded)) as holder_name_zh
from plot_snapshot s
left join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join land_use_class c on c.scheme = s.land_use_scheme and c.code = s.land_use_code
where s.valid @> :as_of

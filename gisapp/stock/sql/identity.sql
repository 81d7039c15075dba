-- The area identity of each park the caller may see, with the places where it fails. Params: as_of; all_parks, park_ids.
select i.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, i.park_m2, i.patch_m2, i.patch_count, i.gap_m2, i.overlap_m2,
       i.unclassified_m2, ST_AsGeoJSON(i.gap, 7, 0)::jsonb as gap, ST_AsGeoJSON(i.overlap, 7, 0)::jsonb as overlap, r.as_of as refreshed_as_of, r.refreshed_at,
       exists (select from stock_change c where c.park_id = i.park_id or c.park_id is null) as is_stale
from stock_identity(:as_of) i
join park p on p.id = i.park_id
left join stock_refresh r on r.park_id = i.park_id
where :all_parks or i.park_id = any (:park_ids)
order by p.sort_order, p.code

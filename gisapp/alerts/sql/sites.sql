-- What can be told of published sites in one line each. Params: ids, as_of. Index: plot_snapshot(plot_id).
select s.id, s.plot_no as title_zh, s.plot_no as title_en, p.name_zh as park_name_zh, p.name_en as park_name_en, s.area_m2, s.supply,
       (select case when l.settled_on <= cast(:as_of as date) then l.settled_on else l.over_from end
        from public_site_listing l where l.id = s.id and l.valid @> cast(:as_of as date) order by l.announced_on desc limit 1) as closed_since
from public_site s join public_park p on p.code = s.park_code
where s.id = any (:ids) and s.valid @> cast(:as_of as date)
union all
select m.id, m.title_zh, coalesce(nullif(m.title_en, ''), m.title_zh), p.name_zh, p.name_en, z.area_m2, 'available', null
from public_premises m join public_park p on p.code = m.park_code join public_premises_size(cast(:as_of as date)) z on z.id = m.id
where m.id = any (:ids) and m.valid @> cast(:as_of as date)

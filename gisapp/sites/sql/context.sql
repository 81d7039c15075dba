-- Destinations, industry chain and the precision of the public window on a day, for staff. Params: as_of. Short lists, read whole.
select
    coalesce((select max(geometry_grid_m) from public_window), 0) as geometry_grid_m,
    coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'name_zh', d.name_zh, 'name_en', d.name_en, 'lon', ST_X(d.geom), 'lat', ST_Y(d.geom),
                  'source', d.source, 'valid_from', lower(d.valid), 'recorded_by_name', d.recorded_by_name) order by d.kind, d.name_zh)
              from destination d where upper_inf(d.recorded) and d.valid @> cast(:as_of as date)), '[]') as destinations,
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'supplier_code', l.supplier_code, 'supplier_zh', s.name_zh, 'supplier_en', s.name_en,
                  'buyer_code', l.buyer_code, 'buyer_zh', b.name_zh, 'buyer_en', b.name_en, 'goods_zh', l.goods_zh, 'goods_en', l.goods_en,
                  'source', l.source, 'valid_from', lower(l.valid), 'recorded_by_name', l.recorded_by_name) order by l.supplier_code, l.buyer_code, l.id)
              from chain_link l left join industry s on s.code = l.supplier_code left join industry b on b.code = l.buyer_code
              where upper_inf(l.recorded) and l.valid @> cast(:as_of as date)), '[]') as links,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'park_code', k.code, 'park_zh', k.name_zh, 'park_en', k.name_en, 'name_zh', m.name_zh, 'name_en', m.name_en,
                  'industry_code', m.industry_code, 'makes_zh', m.makes_zh, 'makes_en', m.makes_en, 'needs_zh', m.needs_zh, 'needs_en', m.needs_en,
                  'consent', m.consent, 'source', m.source, 'valid_from', lower(m.valid), 'recorded_by_name', m.recorded_by_name) order by k.sort_order, m.name_zh)
              from chain_member m join park k on k.id = m.park_id where upper_inf(m.recorded) and m.valid @> cast(:as_of as date)), '[]') as members,
    coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'name_zh', i.name_zh, 'name_en', i.name_en) order by i.code) from industry i), '[]') as industries

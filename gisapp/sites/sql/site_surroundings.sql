-- What lies round a published site on a day: assessments already done, who sells to or buys from its industries, photographs. Params: id, as_of.
-- Index: regional_assessment_geom; the others are short lists.
with site as materialized (
    select s.id, s.geom, s.park_code, coalesce((select o.industry_codes from public_site_terms(cast(:as_of as date)) o where o.id = s.id), '{}') as codes
    from public_site s where s.id = :id and s.valid @> cast(:as_of as date)
    union all
    select p.id, p.geom, p.park_code, p.industry_codes from public_premises p where p.id = :id and p.valid @> cast(:as_of as date)
), own as materialized (
    -- a site that names no industry takes the leading ones of its park
    select s.id, s.park_code, case when cardinality(s.codes) > 0 then s.codes
               else coalesce((select array_agg(i.code) from public_park_industry i where i.park_code = s.park_code and i.is_leading), '{}') end as codes
    from site s
)
select
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'title', a.title, 'document_no', a.document_no, 'approved_on', a.approved_on, 'until', a.until)
                               order by a.kind, a.approved_on desc)
              from site s join public_assessment a on a.geom && s.geom and ST_CoveredBy(ST_PointOnSurface(s.geom), a.geom)
                   and ST_Area(ST_Intersection(a.geom, s.geom)) >= 0.999 * ST_Area(s.geom)
              where a.valid @> cast(:as_of as date)), '[]') as assessments,
    coalesce((select jsonb_agg(to_jsonb(c) order by c.side, c.industry_code, c.goods_zh) from (
        select distinct on (side, n.name_zh) side, l.goods_zh, l.goods_en, l.source, other.code as industry_code, i.name_zh as industry_zh, i.name_en as industry_en,
               n.name_zh, n.name_en, n.makes_zh, n.makes_en, n.needs_zh, n.needs_en, n.park_code, n.park_code = o.park_code as in_same_park
        from own o
        join public_chain_link l on l.valid @> cast(:as_of as date)
        cross join lateral (values ('sells', l.supplier_code, l.buyer_code), ('buys', l.buyer_code, l.supplier_code)) other (side, code, mine)
        join public_industry i on i.code = other.code
        left join public_chain_member n on n.industry_code = other.code and n.valid @> cast(:as_of as date)
        where other.mine = any (o.codes)
        order by side, n.name_zh, l.goods_zh) c), '[]') as chain,
    coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'caption_zh', h.caption_zh, 'caption_en', h.caption_en, 'taken_on', h.taken_on) order by h.taken_on desc, h.id)
              from site s join public_site_photo h on h.site_id = s.id and h.valid @> cast(:as_of as date)), '[]') as photos

-- Patches of a day that pass the filter, as far as the caller may see. Every list, sum and file of patches stands on this set.
-- Params: as_of, parks, classes, details, origins, decided, q, plot_id, ids; all_parks, park_ids. Indexes: stock_patch_park, stock_patch_plot.
with filtered as (
    select s.patch_id, s.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, p.sort_order, s.plot_id, v.plot_no, s.part_no,
           s.origin, s.stock_class, s.detail, s.proposed_class, s.is_decided, s.compliance, s.land_use_scheme, s.land_use_code, s.label_zh, s.reason_zh,
           s.reason_en, s.basis, s.inputs, s.area_m2, coalesce(v.area_surveyed_m2, v.area_planar_m2) as plot_area_m2, s.since, s.geom
    from stock_on(:as_of) s
    join park p on p.id = s.park_id
    left join plot_version v on v.plot_id = s.plot_id and upper_inf(v.recorded) and v.valid @> cast(:as_of as date)
    where (:all_parks or s.park_id = any (:park_ids))
      and (cast(:parks as text[]) is null or p.code = any (cast(:parks as text[])))
      and (cast(:classes as text[]) is null or s.stock_class = any (cast(:classes as text[])))
      and (cast(:details as text[]) is null or s.detail = any (cast(:details as text[])))
      and (cast(:origins as text[]) is null or s.origin = any (cast(:origins as text[])))
      and (cast(:decided as boolean) is null or s.is_decided = :decided)
      and (cast(:plot_id as bigint) is null or s.plot_id = :plot_id)
      and (cast(:ids as bigint[]) is null or s.patch_id = any (cast(:ids as bigint[])))
      and (cast(:q as text) is null or v.plot_no ilike :q or s.label_zh ilike :q or s.reason_zh ilike :q)
)

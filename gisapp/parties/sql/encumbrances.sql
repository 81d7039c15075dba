-- Encumbrances with their plots: of one plot, of one kind, or all of the caller's parks; those that rest on the day, or every one known.
-- Params: as_of, plot_id (null = all), kinds text[] (empty = all), q, with_released, all_parks, park_ids. Index: encumbrance_plot, encumbrance_fact_current.
select e.id, e.plot_id, e.kind, s.plot_no, s.park_id, p.code as park_code, p.name_zh as park_name_zh, p.name_en as park_name_en, s.area_m2 as plot_area_m2,
       f.party_id, f.holder_name, f.debtor_party_id, d.name_zh as debtor_name_zh, f.certificate_no, f.amount_yuan, f.rank, f.area_m2,
       lower(f.valid) as registered_on, upper(f.valid) as released_on, f.expires_on, f.remark, f.release_reason,
       f.evidence_ids, f.release_evidence_ids, f.recorded_by_name, lower(f.recorded) as recorded_at, f.valid @> cast(:as_of as date) as rests,
       h.names as holder_names_zh
from encumbrance e
join encumbrance_fact f on f.encumbrance_id = e.id and upper_inf(f.recorded)
join lateral (
    select v.plot_no, v.park_id, coalesce(v.area_surveyed_m2, v.area_planar_m2) as area_m2
    from plot_version v where v.plot_id = e.plot_id and upper_inf(v.recorded) and lower(v.valid) <= cast(:as_of as date)
    order by lower(v.valid) desc limit 1
) s on true
join park p on p.id = s.park_id
left join party d on d.id = f.debtor_party_id
left join lateral (
    select string_agg(y.name_zh, '、' order by pp.share desc, y.id) as names
    from plot_party pp join party y on y.id = pp.party_id
    where pp.plot_id = e.plot_id and pp.role = 'holder' and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date)
) h on true
where (:all_parks or s.park_id = any(:park_ids))
  and (cast(:plot_id as bigint) is null or e.plot_id = :plot_id)
  and (cardinality(cast(:kinds as text[])) = 0 or e.kind = any(:kinds))
  and (:q = '%%' or s.plot_no ilike :q or f.holder_name ilike :q or f.certificate_no ilike :q or h.names ilike :q)
  and lower(f.valid) <= cast(:as_of as date) and (:with_released or f.valid @> cast(:as_of as date))
order by f.valid @> cast(:as_of as date) desc, array_position(array['seizure', 'mortgage', 'objection', 'advance_notice', 'easement', 'lease', 'other'], e.kind),
         f.rank, lower(f.valid) desc, e.id

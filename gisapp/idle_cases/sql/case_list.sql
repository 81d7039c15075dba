-- The cases that pass the filter, open ones first by the day they have to keep. Follows board.
-- Params besides: states, grounds, sides ("unknown" = not found yet), measures, sources, parks, blocking, officer ("" = nobody), plot_id, contract_id, party_id,
-- is_open, is_overdue, q (like pattern). A null parameter does not filter.
select * from cases
where (cast(:states as text[]) is null or state = any(:states))
  and (cast(:grounds as text[]) is null or ground = any(:grounds))
  and (cast(:sides as text[]) is null or coalesce(side, 'unknown') = any(:sides))
  and (cast(:measures as text[]) is null or measure = any(:measures))
  and (cast(:sources as text[]) is null or source = any(:sources))
  and (cast(:parks as text[]) is null or park_code = any(:parks))
  and (cast(:blocking as text[]) is null or blocking = any(:blocking))
  and (cast(:officer as text) is null or officer_name = :officer)
  and (cast(:plot_id as bigint) is null or plot_id = :plot_id)
  and (cast(:contract_id as bigint) is null or contract_id = :contract_id)
  and (cast(:party_id as bigint) is null or party_id = :party_id)
  and (cast(:is_open as boolean) is null or is_open = :is_open)
  and (cast(:is_overdue as boolean) is null or coalesce(is_open and next_due_on < cast(:as_of as date), false) = :is_overdue)
  and (cast(:q as text) is null or case_no ilike :q or plot_no ilike :q or party_name_zh ilike :q or contract_no ilike :q or source_note ilike :q)
order by is_open desc, next_due_on nulls last, case_no

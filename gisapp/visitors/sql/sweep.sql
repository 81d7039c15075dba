-- Delete what was counted on days that are over. Params: before. Index: visitor_allowance_filled.
delete from visitor_allowance where filled_at < cast(:before as timestamptz) returning purpose

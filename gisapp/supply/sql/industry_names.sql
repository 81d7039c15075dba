-- Names of divisions of GB/T 4754. Params: codes text[]. Index: primary key of industry.
select distinct on (code) code, name_zh from industry where code = any (cast(:codes as text[])) order by code, edition desc

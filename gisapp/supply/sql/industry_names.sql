-- Names of codes of GB/T 4754 and of what they belong to. Params: codes text[]. Index: primary key of industry.
select distinct on (code) code, name_zh from industry where exists (select from unnest(cast(:codes as text[])) as asked where asked like code || '%') order by code, edition desc

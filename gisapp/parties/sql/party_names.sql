-- Names of parties. Params: ids.
select id, name_zh from party where id = any(:ids)

-- The zone that a handout names and whose notice it carries.
-- Params: none. Index: none, a handful of rows.
select name_zh, name_en, is_demo, notice_zh, notice_en
from zone
order by is_demo desc, id
limit 1

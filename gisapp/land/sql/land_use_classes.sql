-- Land-use classes with colours.
select scheme, code, name_zh, name_en, red, green, blue from land_use_class order by scheme desc, code

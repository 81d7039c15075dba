-- What layers and tiles need from the database besides their tables. Idempotent.

create or replace function land_use_drawing_class(scheme text, code text) returns text
language sql immutable parallel safe as $$
    select case
        when code is null or scheme not like '用地用海%' then 'other'
        when left(code, 4) in ('0801', '0802', '0804', '0806', '1001', '1101', '1207', '1401', '1402', '1403') then left(code, 4)
        when left(code, 2) in ('07', '08', '09', '12', '13', '15', '16', '17') then left(code, 2)
        when left(code, 2) in ('01', '02', '03', '04', '06') then 'farm'
        else 'other'
    end
$$;
comment on function land_use_drawing_class is
    'The legend class of a land-use code: the national colours are given for groups of codes, and other schemes use the same digits for other land';

-- a change of rights or a sign-out is counted like a change of a layer, so that no cache outlives it; what signing in
-- writes (counters, last use) changes nobody's rights
create or replace trigger account_rights_change after insert or delete or update of role, all_parks, is_active on account
    for each statement execute function count_layer_change();
create or replace trigger account_park_rights_change after insert or delete or update on account_park
    for each statement execute function count_layer_change();
create or replace trigger session_rights_change after delete on session
    for each statement execute function count_layer_change();

-- Gives new plots an identity and notes which row became which plot. Params: survey_id, rows.
-- One statement: references are checked at its end, when both are there.
with taken as materialized (
    select f.survey_id, f.row_no, s.zone_id, f.action,
           case when f.action = 'new' then nextval(pg_get_serial_sequence('plot', 'id')) else f.plot_id end as plot_id
    from survey_feature f
    join survey s on s.id = f.survey_id
    where f.survey_id = :survey_id and f.row_no = any(:rows)
    order by f.row_no
), identities as (
    insert into plot (id, zone_id) overriding system value select plot_id, zone_id from taken where action = 'new'
)
insert into survey_accepted (survey_id, row_no, plot_id) select survey_id, row_no, plot_id from taken

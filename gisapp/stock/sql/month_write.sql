insert into stock_month (freeze_id, park_id, park_code, line, opening_m2, came_m2, extended_m2, reused_m2, recovered_m2, annulled_m2, went_m2, closing_m2)
select :freeze_id, p.id, :park_code, :line, :opening_m2, :came_m2, :extended_m2, :reused_m2, :recovered_m2, :annulled_m2, :went_m2, :closing_m2
from stock_freeze f join park p on p.zone_id = f.zone_id and p.code = :park_code
where f.id = :freeze_id

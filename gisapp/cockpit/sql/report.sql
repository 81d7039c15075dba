-- One frozen month with its content. Param: id.
select id, zone_id, month, as_of, content, sha256, previous_sha256, frozen_at, frozen_by_name from monthly_report where id = :id

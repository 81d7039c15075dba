insert into stock_freeze (zone_id, month, sequence, reason, frozen_on, frozen_by, frozen_by_name, frozen_at, sha256)
values (:zone_id, :month, :sequence, :reason, :frozen_on, :frozen_by, :frozen_by_name, transaction_timestamp(), :sha256)
returning id

-- Every month as reported and every restatement of it. Params: zone is the only one.
select f.id, f.month, f.sequence, f.reason, f.frozen_on, f.frozen_by_name, f.frozen_at, f.sha256,
       encode(sha256(convert_to(stock_month_text(f.id), 'UTF8')), 'hex') = f.sha256 as is_intact
from stock_freeze f
order by f.month, f.sequence

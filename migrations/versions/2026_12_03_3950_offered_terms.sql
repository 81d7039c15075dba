-- What a plot costs in all is announced; worked out again from its rounded price per m2 it would be another sum.
alter table public_pool_site add column price_yuan numeric(16, 2);
comment on column public_pool_site.price_yuan is 'Price of the whole site in yuan: as announced, as planned, or as asked for a transfer; null in pools that were made before it was kept';

-- days whose pool was made from what was planned instead of what was announced get a new one; kept matches keep theirs
delete from public_pool_day;

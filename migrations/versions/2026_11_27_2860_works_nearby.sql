-- How far it is to the substation and the sewage plant that serve a site, beside where goods and people go.
alter table destination drop constraint destination_kind_check;
alter table destination add constraint destination_kind_check check (kind in ('rail', 'port', 'motorway', 'airport', 'substation', 'sewage_plant'));
alter table public_pool_site add column substation_m integer, add column sewage_plant_m integer;

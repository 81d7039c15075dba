-- Exchange with the national monitoring system.
select 1;  -- opened so that the chain is fixed

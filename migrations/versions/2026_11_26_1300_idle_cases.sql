-- Cases of idle land, their steps and services.
select 1;  -- opened so that the chain is fixed

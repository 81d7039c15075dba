-- Patches of the stock of land, and what months were frozen.
select 1;  -- opened so that the chain is fixed

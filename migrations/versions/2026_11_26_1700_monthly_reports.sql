-- Reports of a month, frozen.
select 1;  -- opened so that the chain is fixed

-- Measures of reuse, temporary use, before and after.
select 1;  -- opened so that the chain is fixed

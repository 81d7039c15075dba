-- Mortgages, seizures and other rights on land.
select 1;  -- opened so that the chain is fixed

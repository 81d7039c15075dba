-- Yearly figures, grades and appeals.
select 1;  -- opened so that the chain is fixed

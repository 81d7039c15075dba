-- What is known of the development of contracted land, and what scans found.
select 1;  -- opened so that the chain is fixed

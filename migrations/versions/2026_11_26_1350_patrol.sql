-- Patrols: tasks, routes, what was seen.
select 1;  -- opened so that the chain is fixed

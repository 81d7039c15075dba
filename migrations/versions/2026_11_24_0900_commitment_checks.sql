-- Checks of obligations, and waivers.
select 1;

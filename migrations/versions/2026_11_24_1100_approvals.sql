-- Approval stages, items, cases, clocks and tolerated material.
select 1;

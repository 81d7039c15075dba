-- Supply plans, announcements, applications and allocations.
select 1;

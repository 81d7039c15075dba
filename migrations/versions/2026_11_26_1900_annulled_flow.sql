-- A finding that is annulled takes land out of the idle land of a month without its being extended, reused or recovered.
alter table stock_month add column annulled_m2 numeric(16, 2) not null default 0 check (annulled_m2 >= 0);
alter table stock_month drop constraint stock_month_idle_ways;
alter table stock_month add constraint stock_month_idle_ways check (line <> 'idle' or extended_m2 + reused_m2 + recovered_m2 + annulled_m2 = went_m2);
comment on table stock_month is 'Opening + in - out = closing, per park and class; line idle: opening + found - extended - reused - recovered - annulled = closing';
-- its columns change: the new one is laid after the migrations
drop function if exists idle_flow(date, date);

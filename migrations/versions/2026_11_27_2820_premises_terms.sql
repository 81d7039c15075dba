-- What whoever takes premises would sign, as far as its holder lets it be told; null and empty = not stated.
alter table premises_terms
    add column lease_months_min smallint check (lease_months_min between 1 and 600),
    add column lease_months_max smallint check (lease_months_max between 1 and 600),
    add column paid_every_months smallint check (paid_every_months between 1 and 12),
    add column deposit_yuan numeric(16, 2) check (deposit_yuan >= 0),
    add column obligations_zh text not null default '' check (length(obligations_zh) <= 600),
    add column obligations_en text not null default '' check (length(obligations_en) <= 1200),
    add constraint premises_terms_lease_in_order check (lease_months_min <= lease_months_max);
comment on column premises_terms.deposit_yuan is 'What is paid down when signing: the deposit of a lease, the earnest money of a transfer; 0 = none is asked';
comment on column premises_terms.obligations_zh is 'What else whoever takes the premises promises, as the holder lets it be told';

-- a list holds plots and premises: they share one row of numbers, so the trigger that asks what is published is the key
alter table shortlist_site drop constraint shortlist_site_plot_id_fkey;
alter table shortlist_site rename column plot_id to site_id;
comment on column shortlist_site.site_id is 'A plot or premises: they share one row of numbers';

-- A plot under a compliance case is not shown as available, and only cleared land is on offer (《闲置土地处置办法》第二十一、二十四条).
-- `not valid` first and validated after: the check takes no long lock on a table in use.
alter table plot_state add constraint plot_state_offer_in_order
    check (supply not in ('announced', 'on_offer') or compliance in ('not_applicable', 'in_order', 'reused')) not valid;
alter table plot_state add constraint plot_state_offer_cleared
    check (supply <> 'on_offer' or land_control in ('cleared', 'reserved')) not valid;
alter table plot_state validate constraint plot_state_offer_in_order;
alter table plot_state validate constraint plot_state_offer_cleared;

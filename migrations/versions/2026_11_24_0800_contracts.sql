-- Contracts in versions, with the dated obligations that signing writes.
select 1;

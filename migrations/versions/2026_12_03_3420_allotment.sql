-- Land is held by a grant contract or by an allotment decision (闲置土地处置办法 第二条). A decision is what a contract is to idleness, checks and papers:
-- parties, days, cost; it is no result of an announcement, and has neither a term (城市房地产管理法 第二十三条, wording to be confirmed) nor a deposit.
alter table contract
    add column instrument text not null default 'grant' check (instrument in ('grant', 'allotment')),
    add constraint contract_allotment_not_granted check (
        instrument = 'grant'
        or num_nonnulls(listing_id, application_id, allocation_id, method, term_years, term_from, deposit_yuan, performance_bond_yuan) = 0);
comment on column contract.instrument is '土地使用权凭什么取得: grant 出让合同, allotment 划拨决定书; price_yuan of an allotment is its cost (划拨价款), the base of the idle-land fee (第十四条)';

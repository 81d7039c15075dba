-- The instalments of every version of a contract. Params: id. Index: primary key.
select i.version_no, i.number, i.due_on, i.amount_yuan from contract_instalment i where i.contract_id = :id order by i.version_no, i.number

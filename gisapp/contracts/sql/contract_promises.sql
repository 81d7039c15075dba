-- The promised indicators of every version of a contract, in the order of their obligations. Params: id. Index: primary key.
select p.version_no, p.indicator, p.direction, p.value, p.basis from contract_promise p where p.contract_id = :id order by p.version_no, p.indicator, p.direction

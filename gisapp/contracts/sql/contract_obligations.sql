-- The obligations of every version of a contract, as written: by day. Params: id. Index: obligation_once.
select o.version_no, o.key, o.kind, o.obligor, o.due_on, o.label_zh, o.basis, o.indicator, o.direction, o.target, o.amount_yuan
from obligation o where o.contract_id = :id order by o.version_no, o.id

-- One page of the filtered contracts. Follows contract_filtered. Params: limit, offset besides.
select * from filtered

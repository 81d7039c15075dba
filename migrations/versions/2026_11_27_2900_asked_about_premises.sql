-- A question about premises names them: the plot they stand on is the officers' to know.
alter table inquiry add column premises_id bigint references premises;
comment on column inquiry.premises_id is 'The premises that were asked about; plot_id is then the plot they stand on';
create index inquiry_premises on inquiry (premises_id) where premises_id is not null;

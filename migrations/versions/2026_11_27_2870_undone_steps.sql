-- Undo and redo are the proposal's, not the browser's: which operations are one step, and which steps wait to be done again.
alter table proposal_operation
    add column step_of bigint references proposal_operation,
    add column undone_step integer check (undone_step > 0),
    add constraint proposal_operation_undone_is_removed check (undone_step is null or is_removed),
    add constraint proposal_operation_step_of_earlier check (step_of < id);
comment on column proposal_operation.step_of is 'The operation with which it is one step: what an act put into neighbours comes and goes with the act';
comment on column proposal_operation.undone_step is 'Taken back by undo as the n-th step; the highest is done again first. Null once anything else is done';
create index proposal_operation_step_of on proposal_operation (step_of) where step_of is not null;

-- what acts have put into neighbours so far stands right behind them; in proposals under review and closed ones too
alter table proposal_operation disable trigger user;
update proposal_operation o set step_of = a.id
from proposal_operation a
where o.method = 'shared_corners' and a.proposal_id = o.proposal_id and a.sequence = o.sequence - 1 and a.method <> 'shared_corners';
alter table proposal_operation enable trigger user;

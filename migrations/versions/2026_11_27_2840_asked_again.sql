-- The asker comes back to an answered inquiry with a further question: the same receipt, the same officer, a new last day.
alter table inquiry_step add column answer_due_on date;
alter table inquiry_step add constraint inquiry_step_due check ((answer_due_on is not null) = (step = 'follow_up')),
    add constraint inquiry_step_due_after check (answer_due_on >= done_on);
comment on column inquiry_step.answer_due_on is 'Until when a further question of the asker has to be answered, set on the day it came';
insert into inquiry_transition (step, from_state, to_state, needs_reason) values
    ('follow_up', 'answered', 'taken', false),
    ('follow_up', 'closed', 'taken', false);

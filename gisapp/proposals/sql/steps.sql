-- The way of a proposal. Params: proposal_id. Index: proposal_step (proposal_id, sequence).
select id, sequence, from_state, state, taken_on, reason, proposal_version, findings, tolerances, difference, balance, actor_id, actor_name, recorded_at
from proposal_step where proposal_id = :proposal_id order by sequence

-- Plots of the register that a proposal takes up, so that they are no neighbours of what is drawn. Params: proposal_id. Index: proposal_parent.
select plot_id from proposal_parent where proposal_id = :proposal_id and plot_id is not null and is_live

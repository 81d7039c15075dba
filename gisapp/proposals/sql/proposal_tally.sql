-- How many proposals of the caller's parks stand in each state, how many of them have conflicts and how many the caller began.
-- Params: author_id, all_parks, park_ids. Index: proposal (park_id, state), proposal_conflict (proposal_id).
select p.state, count(*) as proposals, count(*) filter (where p.author_id = :author_id) as mine,
       count(*) filter (where exists (select from proposal_conflict c where c.proposal_id = p.id)) as with_conflicts
from proposal p
where :all_parks or p.park_id = any(:park_ids)
group by p.state

-- The clauses of the newest contract of a plot's zone and how many were signed in a year. Params: plot_id, year. Index: contract(plot_id).
select z.code as zone_code, n.signed_this_year, l.handover_conditions, l.instalment_interest, l.late_payment_permille, l.late_start_permille,
       l.late_completion_permille, l.late_handover_permille, l.use_change, l.transfer_invested_share, l.dispute, l.approval_authority
from plot p
join zone z on z.id = p.zone_id
cross join lateral (
    select count(*) as signed_this_year from contract c join plot o on o.id = c.plot_id
    where o.zone_id = p.zone_id and extract(year from c.signed_on) = :year
) n
left join lateral (
    select c.* from contract c join plot o on o.id = c.plot_id
    where o.zone_id = p.zone_id and c.handover_conditions <> '' order by c.signed_on desc, c.id desc limit 1
) l on true
where p.id = :plot_id

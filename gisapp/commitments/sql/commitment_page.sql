-- The filtered obligations in the columns of the tally and the states asked for. Params: tallies, states, is_open, act_until (null does not filter).
-- Follows supply/commitment_filtered.
select contract_id, contract_no, project_name, plot_id, plot_no, park_code, park_name_zh, park_name_en, zone_id, park_id,
       party_id, party_name_zh, party_name_en, industry_key as industry_code, industry_name_zh, industry_name_en, officer_name, contract_area_m2,
       obligation_key, version_no, kind, obligor, due_on, label_zh, basis, indicator, direction, target, amount_yuan,
       state, tally, is_settled, kept_on, rectify_by, late_days, act_by, last_check_id, count(*) over () as total
from filtered
where (cast(:tallies as text[]) is null or tally = any(:tallies))
  and (cast(:states as text[]) is null or state = any(:states))
  and (cast(:is_open as boolean) is null or is_settled <> :is_open)
  and (cast(:act_until as date) is null or act_by <= :act_until)

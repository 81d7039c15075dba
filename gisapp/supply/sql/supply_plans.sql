-- Supply plans with their lines in the caller's parks. Params: all_parks, park_ids.
select s.id, s.year, s.title, s.document, s.approved_on, s.recorded_by_name,
       coalesce((select jsonb_agg(jsonb_build_object(
            'id', i.id, 'plot_id', i.plot_id, 'plot_no', v.plot_no, 'park_code', k.code, 'planned_quarter', i.planned_quarter,
            'planned_method', i.planned_method, 'industry_codes', i.industry_codes, 'note', i.note,
            'area_m2', coalesce(v.area_surveyed_m2, v.area_planar_m2),
            'listing_no', (select l.listing_no from listing l where l.plan_item_id = i.id order by l.id desc limit 1)) order by i.planned_quarter, v.plot_no)
        from supply_plan_item i
        join park k on k.id = i.park_id
        join lateral (select v.plot_no, v.area_surveyed_m2, v.area_planar_m2 from plot_version v where v.plot_id = i.plot_id and upper_inf(v.recorded)
                      order by v.valid desc limit 1) v on true
        where i.plan_id = s.id and (:all_parks or i.park_id = any (:park_ids))), '[]') as items
from supply_plan s
order by s.year desc, s.id

-- Reviews with route, judges, items and scores as JSON; stops of parks outside the caller's scope are left out, and reviews without any left.
-- Params: review_id (null = all), as_of, all_parks, park_ids. Index: the primary keys begin with review_id.
select r.id, r.zone_id, r.round_zh, r.title_zh, r.held_on, r.host_zh, r.route_note_zh, r.created_by_name, r.created_at, r.closed_at, r.closed_by_name,
       coalesce(items.listed, '[]'::jsonb) as items, coalesce(judges.listed, '[]'::jsonb) as judges, coalesce(stops.listed, '[]'::jsonb) as stops,
       coalesce(scores.listed, '[]'::jsonb) as scores
from site_review r
left join lateral (
    select jsonb_agg(jsonb_build_object('item_no', i.item_no, 'name_zh', i.name_zh, 'max_score', i.max_score) order by i.item_no) as listed
    from site_review_item i where i.review_id = r.id
) items on true
left join lateral (
    select jsonb_agg(jsonb_build_object('judge_no', j.judge_no, 'name_zh', j.name_zh, 'office_zh', j.office_zh) order by j.judge_no) as listed
    from site_review_judge j where j.review_id = r.id
) judges on true
left join lateral (
    select jsonb_agg(jsonb_build_object('stop_no', s.stop_no, 'project_id', s.project_id, 'project_no', p.project_no, 'project_name_zh', p.name_zh,
                                        'park_code', k.code, 'park_name_zh', k.name_zh, 'plot_id', p.plot_id, 'plot_no', v.plot_no,
                                        'party_name_zh', party.name_zh, 'stage', project_stage_on(p.id, r.held_on), 'investment_yuan', p.investment_yuan,
                                        'comment_zh', s.comment_zh, 'total_score', s.total_score, 'rank', s.rank) order by s.stop_no) as listed
    from site_review_stop s
    join project p on p.id = s.project_id
    join park k on k.id = p.park_id
    left join party on party.id = p.party_id
    left join lateral (
        select w.plot_no from plot_snapshot w where w.plot_id = p.plot_id and w.valid @> cast(:as_of as date) limit 1
    ) v on true
    where s.review_id = r.id and (:all_parks or p.park_id = any(:park_ids))
) stops on true
left join lateral (
    select jsonb_agg(jsonb_build_object('project_id', c.project_id, 'judge_no', c.judge_no, 'item_no', c.item_no, 'score', c.score,
                                        'remark_zh', c.remark_zh)) as listed
    from site_review_score c
    join project p on p.id = c.project_id
    where c.review_id = r.id and (:all_parks or p.park_id = any(:park_ids))
) scores on true
where (cast(:review_id as bigint) is null or r.id = :review_id) and r.held_on <= :as_of + 366 and (:all_parks or stops.listed is not null)
order by r.held_on desc, r.id desc

-- Inquiries whose personal data are still kept, with their last step. Params: as_of. Index: inquiry_person pkey, inquiry_step_once.
select i.id, i.zone_id, i.park_id, i.plot_id, i.keep_days, l.done_on as last_step_on
from inquiry i
join inquiry_person a on a.inquiry_id = i.id
cross join lateral (select s.done_on from inquiry_step s where s.inquiry_id = i.id order by s.sequence desc limit 1) l
where l.done_on < :as_of
order by i.id

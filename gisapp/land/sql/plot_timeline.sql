-- What happened to a plot, newest first. Params: id, limit. Index: audit_event(plot_id, at).
select id, at, actor_name, tag, changes, reason, document from audit_event where plot_id = :id order by at desc, id desc limit :limit

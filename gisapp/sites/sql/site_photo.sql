-- The bytes of a photograph of a published site. Params: site, photo, as_of. Index: site_photo_site.
select h.media_type, h.content
from public_site_photo h
where h.id = :photo and h.site_id = :site and h.valid @> cast(:as_of as date)
  and (exists (select from public_site s where s.id = :site and s.valid @> cast(:as_of as date))
       or exists (select from public_premises p where p.id = :site and p.valid @> cast(:as_of as date)))

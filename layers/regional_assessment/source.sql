-- Regional assessments as known now, with where :as_of lies in their term (the warning before the end comes from the rulebook).
-- Index: regional_assessment_geom_3857.
select a.id, a.geom, a.geom_3857, a.kind, a.title, a.document_no, a.compiled_by, lower(a.valid) as valid_from,
       (upper(a.valid) - 1) as valid_last,
       case when lower(a.valid) > :as_of then 'future'
            when upper(a.valid) <= :as_of then 'expired'
            when upper(a.valid) - :as_of <= rulebook_number('readiness.assessment_warning_days', :as_of) then 'expiring'
            else 'valid' end as term,
       ST_Area(a.geom::geography) as area_m2
from regional_assessment a
where upper_inf(a.recorded)

-- Keep a report. Params: the columns of compliance_report; geom as WKB in EPSG:4490. Index: compliance_report_number_once.
insert into compliance_report (zone_id, park_id, report_no, subject, plot_id, subject_zh, as_of, verdict, area_m2, geom, content, sha256, made_by, made_by_name)
values (:zone_id, :park_id, :report_no, :subject, :plot_id, :subject_zh, :as_of, :verdict, :area_m2, ST_GeomFromWKB(:geom, 4490), :content, :sha256,
        :by, :by_name)
returning id

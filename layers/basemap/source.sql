-- Context lines; they carry no date. Index: basemap_line_geom_3857.
select l.id, l.geom, l.geom_3857, l.kind from basemap_line l

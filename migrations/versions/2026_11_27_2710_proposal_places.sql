-- The map layer of proposals reads shapes beside boundaries of the register, by their place in degrees.
create index proposal_shape_geom on proposal_shape using gist (geom);

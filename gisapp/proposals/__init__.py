"""The drawing board: proposals of new, changed, split, merged and retired plots, reviewed and published as a whole; lineage."""

"""Survey file in, candidate plots out: one phase per file, every phase writes to the issue log, nothing is dropped silently."""

"""What the commands of `gisapp` do: one noun per file; imported by gisapp.cli only when a command needs it."""

"""The command line: the only place with the clock, the current folder, and exit codes."""

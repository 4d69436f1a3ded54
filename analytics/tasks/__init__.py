"""Everything that changes a library, for the command line and the dashboard alike."""

"""Whatever changes a library, for the command line and the pages alike."""

"""Pages of newspapers that do not exist, each built as a real publishing system builds its own: what saved pages are tried on."""

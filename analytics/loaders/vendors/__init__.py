"""One module per vendor, agency or archive that exports articles."""

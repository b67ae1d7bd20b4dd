"""Data in and out: the interchange template, its readers, the import plan."""

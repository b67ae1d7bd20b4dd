"""Help and the palette of commands."""

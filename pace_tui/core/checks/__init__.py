"""Data checks: one small function each, in a registry."""

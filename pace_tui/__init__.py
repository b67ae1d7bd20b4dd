"""Caseload review for looked-after children in Scotland: one file, no network."""

__version__ = "0.1.0"

"""The caseload."""

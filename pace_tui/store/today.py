"""The only place that asks the system for the day."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Today, as the machine has it."""
    return date.today()

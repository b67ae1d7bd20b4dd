"""Narrowing and sorting the caseload: plain functions over rows, the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pace_tui.core import words
from pace_tui.core.caseload import URGENT, Row, worst_first

Key = Callable[[Row], object]
_LAST = "\uffff"

SORTS: dict[str, tuple[str, Key]] = {
    "worst": ("worst first", worst_first),
    "weeks": ("longest first", lambda row: (-(row.days or 0), row.reference)),
    "child": ("by name", lambda row: (row.name.casefold() or _LAST, row.reference)),
    "due": (
        "next step first",
        lambda row: (
            row.next_step.due_on.toordinal() if row.next_step else 9_999_999,
            row.reference,
        ),
    ),
    "age": (
        "youngest first",
        lambda row: (
            -row.date_of_birth.toordinal() if row.date_of_birth else 0,
            row.reference,
        ),
    ),
    "lives": ("by home", lambda row: (words.lives_with(row.lives_with), row.reference)),
    "step": (
        "by next step",
        lambda row: (row.next_step.name if row.next_step else _LAST, *worst_first(row)),
    ),
    "worker": ("by worker", lambda row: (row.worker or _LAST, *worst_first(row))),
    "reference": ("by reference", lambda row: row.reference),
}


def haystack(row: Row, hide_names: bool = False) -> str:
    """What a row can be found by: name, reference, worker, team, step, status, home, route.

    A hidden name cannot be searched for: what is not shown must not answer.
    """
    parts = (
        "" if hide_names else row.name,
        row.reference,
        row.worker or "",
        row.team or "",
        row.next_step.name if row.next_step else "",
        words.STATUS[row.status],
        words.lives_with(row.lives_with),
        words.route(row.route),
    )
    return "\n".join(parts).casefold()


def matches(hay: str, wanted: str) -> bool:
    """Whether every word that was typed is found; no word finds everything."""
    return all(word in hay for word in wanted.casefold().split())


def needs_attention(row: Row) -> bool:
    """Whether a row stays when only warnings are shown: its status is one to act on, or the
    plan as booked cannot meet the aim."""
    return row.status in URGENT or any(
        warning.rule in {"booked_past_aim", "cannot_fit"} for warning in row.warnings
    )


def sort_rows(rows: Iterable[Row], sort: str, reverse: bool = False) -> list[Row]:
    """The rows in one of `SORTS`; `reverse` turns it round."""
    return sorted(rows, key=SORTS[sort][1], reverse=reverse)  # type: ignore[arg-type]

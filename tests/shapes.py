"""The shapes of JSON that other programs hold on to, and a checker of them.

A shape is a type, a one-element list (an array of that), a dict (an object with at least these
keys), a set of words, a tuple of shapes (any of them), or `DATE`. Numbers are never booleans.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

Shape = Any

DATE = object()
NUMBER = (int, float)
OR_NULL = type(None)

STATUS = {"check", "past_aim", "overdue", "due_soon", "recommended", "on_track"}
LIVES_WITH = {
    "home", "kinship", "foster", "prospective_adopters", "community_other", "residential_house",
    "residential_school", "secure", "residential_other", "unknown",
}  # fmt: skip
ROUTE = {"home", "kinship_order", "permanence_order", "adoption"}

ROW = {
    "reference": str,
    "name": (str, OR_NULL),
    "worker": (str, OR_NULL),
    "team": (str, OR_NULL),
    "date_of_birth": (DATE, OR_NULL),
    "accommodated_on": (DATE, OR_NULL),
    "days": (int, OR_NULL),
    "weeks": (int, OR_NULL),
    "aim_weeks": int,
    "status": STATUS,
    "lives_with": LIVES_WITH,
    "recommended_on": (DATE, OR_NULL),
    "route": (ROUTE, OR_NULL),
    "next_step": (
        {"key": str, "name": str, "due_on": DATE, "booked_on": (DATE, OR_NULL), "days_late": int},
        OR_NULL,
    ),
    "warnings": [{"rule": str, "step": (str, OR_NULL), "days": (int, OR_NULL), "text": str}],
}
LIST = [ROW]

SIGNAL = {"rule": str, "points": int, "from": DATE, "to": DATE, "text": str}
PHASE = {
    "name": str,
    "from": (DATE, OR_NULL),
    "to": (DATE, OR_NULL),
    "points": int,
    "useful": int,
    "median_days": (NUMBER, OR_NULL),
    "median_weeks": (NUMBER, OR_NULL),
    "longest_run": int,
    "longest_run_limit": (int, OR_NULL),
    "crossings": int,
    "crossings_limit": (int, OR_NULL),
    "runs": int,
    "runs_low": (int, OR_NULL),
    "runs_high": (int, OR_NULL),
    "signals": [SIGNAL],
}
CHART = {
    "as_at": DATE,
    "aim_weeks": int,
    "points": [
        {
            "reference": str,
            "recommended_on": DATE,
            "days": int,
            "weeks": int,
            "worker": (str, OR_NULL),
            "team": (str, OR_NULL),
        }
    ],
    "phases": [PHASE],
    "waiting": [
        {"reference": str, "days": int, "weeks": int, "lives_with": LIVES_WITH, "status": STATUS}
    ],
    "estimate": {"median_weeks": (NUMBER, OR_NULL), "within_aim_percent": (NUMBER, OR_NULL)},
    "text": str,
}
RUNCHART = {
    "points": int,
    "useful": int,
    "median": (NUMBER, OR_NULL),
    "longest_run": (int, OR_NULL),
    "longest_run_limit": (int, OR_NULL),
    "crossings": (int, OR_NULL),
    "crossings_limit": (int, OR_NULL),
    "signal": (bool, OR_NULL),
    "runs": (int, OR_NULL),
    "runs_low": (int, OR_NULL),
    "runs_high": (int, OR_NULL),
    "shifts": [[int]],
    "trends": [[int]],
    "rephase": [{"start": int, "end": int, "median": NUMBER}],
}
COUNTS = {"new": int, "changed": int, "unchanged": int, "missing": int}
IMPORT = {
    "written": bool,
    "children": COUNTS,
    "periods": COUNTS,
    "steps": COUNTS,
    "recommendations": COUNTS,
    "rejected": [{"file": str, "row": int, "reason": str}],
}


def misfits(value: object, shape: Shape, where: str = "$") -> Iterator[str]:
    """Where a value is not of a shape, one sentence each; nothing where it fits."""
    if isinstance(shape, tuple):
        if all(list(misfits(value, each, where)) for each in shape):
            yield f"{where} is {value!r}, none of {shape!r}"
    elif isinstance(shape, list):
        yield from _array(value, shape[0], where)
    elif isinstance(shape, dict):
        yield from _object(value, shape, where)
    elif isinstance(shape, set | frozenset):
        if not isinstance(value, str) or value not in shape:
            yield f"{where} is {value!r}, none of {sorted(shape)}"
    elif shape is DATE:
        if not _is_date(value):
            yield f"{where} is {value!r}, no ISO date"
    elif type(value) is not shape:
        yield f"{where} is {value!r}, no {shape.__name__}"


def _array(value: object, shape: Shape, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where} is {value!r}, no array"
        return
    for at, each in enumerate(value):
        yield from misfits(each, shape, f"{where}[{at}]")


def _object(value: object, shape: dict[str, Shape], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is {value!r}, no object"
        return
    for key, each in shape.items():
        if key in value:
            yield from misfits(value[key], each, f"{where}.{key}")
        else:
            yield f"{where} has no {key}"


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False

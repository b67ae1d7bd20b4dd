"""Which table of the template a file is, and which of its columns is which.

Headings are compared folded: case, spaces, underscores and punctuation do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pace_tui.core.cleaning import fold
from pace_tui.exchange.tables import SourceError

_REFERENCE = (
    "child reference, child id, person id, person reference, client id, client reference, "
    "case id, case number, id, ref, unique reference, system id, swis id"
)
_TO = (
    "to on, until, end date, to date, date to, home ended, placement end date, date placement ended"
)

# Template column -> other headings for it. The order is the template's.
CHILDREN = {
    "reference": _REFERENCE,
    "name": "child name, child's name, full name, name of child",
    "date_of_birth": "dob, d.o.b., birth date, born, child dob, child's date of birth",
    "worker": "social worker, allocated worker, worker name, lead professional, key worker, "
    "allocated social worker, lead worker, caseholder, case holder",
    "team": "team name, social work team, allocated team, area team",
    "accommodated_on": "accommodated, date accommodated, start date, lac start, lac start date, "
    "accommodated date, accommodated from, became accommodated, period start, start, "
    "date became accommodated, date looked after and accommodated, laac start, laac start date",
    "ended_on": "ended, end date, date ended, lac end, lac end date, period end, end, "
    "date accommodation ended, accommodated to, laac end, laac end date",
    "end_reason": "reason ended, reason for ending, leaving reason, "
    "reason accommodation ended, destination",
    "lives_with": "placement, placement type, home, type of home, lives, living with, "
    "where living, current placement, current placement type, accommodation type",
    "legal_basis": "legal status, legal, legal reason, current legal status, legal order",
    "group": "sibling group, siblings, brothers and sisters, family group, kin group, family id",
}
HOMES = {
    "reference": _REFERENCE,
    "lives_with": "placement, placement type, home, type of home, living with, lives, "
    "accommodation type",
    "from": "from on, from date, date from, start date, since, home began, start, "
    "placement start date, date placement started, moved in",
    "to": f"{_TO}, end, moved out",
}
STEPS = {
    "reference": _REFERENCE,
    "step": "step name, step key, review, review type, review name, meeting, meeting name, "
    "meeting type, event, event type, type, stage, milestone",
    "due_on": "due, due date, date due, target date, review due date, planned date",
    "booked_on": "booked, booked for, booked date, date booked, meeting date booked, "
    "scheduled, scheduled date, scheduled for",
    "done_on": "done, held, held on, completed, completed on, actual date, date held, date done, "
    "done date, completion date, date completed, completed date, actual",
    "not_needed": "not required, not applicable, no longer needed, step not needed",
    "note": "notes, comment, comments, remark, remarks",
}
RECOMMENDATIONS = {
    "reference": _REFERENCE,
    "recommended_on": "date of recommendation, recommendation date, recommended, "
    "date recommended, permanence recommendation date, recommendation made",
    "route": "permanence route, route to permanence, recommended route, recommendation, "
    "permanence plan, permanence option, plan",
    "meeting": "meeting name, meeting type, made at, at meeting, forum, recommended at",
}
TABLES = {
    "children": CHILDREN,
    "homes": HOMES,
    "steps": STEPS,
    "recommendations": RECOMMENDATIONS,
}
REQUIRED = {
    "children": ("reference", "accommodated_on"),
    "homes": ("reference", "lives_with", "from"),
    "steps": ("reference", "step"),
    "recommendations": ("reference", "recommended_on", "route"),
}
_FILE_WORDS = {
    "children": "children child caseload periods episodes",
    "homes": "homes home placements placement",
    "steps": "steps step reviews review meetings meeting",
    "recommendations": "recommendations recommendation",
}


class Columns(NamedTuple):
    """Where each template column stands in a file: `at` its index, `shown` the heading there.

    `ignored` are the headings that mean nothing to the template.
    """

    table: str
    at: Mapping[str, int]
    shown: Mapping[str, str]
    ignored: tuple[str, ...]


def _by_heading(table: str) -> dict[str, str]:
    """Folded heading -> template column."""
    synonyms = {
        fold(heading): column
        for column, others in TABLES[table].items()
        for heading in others.split(",")
    }
    return synonyms | {fold(column): column for column in TABLES[table]}


_COLUMN = {table: _by_heading(table) for table in TABLES}


def table_of(stem: str, headings: tuple[str, ...]) -> str | None:
    """Which table a file is: by the words of its name, else by its headings; None where neither
    says it.

    Of several tables whose required columns are all there, the one that knows most headings.
    """
    named = tables_named(stem)
    if len(named) == 1:
        return named[0]
    folded = {fold(heading) for heading in headings}
    known = {table: {_COLUMN[table].get(heading) for heading in folded} for table in TABLES}
    fitting = [table for table in TABLES if known[table].issuperset(REQUIRED[table])]
    return max(fitting, key=lambda table: len(known[table] - {None}), default=None)


def tables_named(stem: str) -> list[str]:
    """The tables that the words of a file's name speak of: `2026-03 Children` of children."""
    words = set(re.findall("[a-z]+", stem.casefold()))
    return [table for table, names in _FILE_WORDS.items() if words & set(names.split())]


def columns_of(file: str, table: str, headings: tuple[str, ...]) -> Columns:
    """Where each column stands; SourceError where one is there twice or a required one is not.

    The template's own heading wins over a synonym beside it.
    """
    at: dict[str, int] = {}
    for index, heading in enumerate(headings):
        column = _COLUMN[table].get(fold(heading))
        if column is None:
            continue
        if column not in at or _is_own(heading, column) > _is_own(headings[at[column]], column):
            at[column] = index
        elif _is_own(heading, column) == _is_own(headings[at[column]], column):
            raise SourceError(_twice(file, column, headings[at[column]], heading))
    for column in REQUIRED[table]:
        if column not in at:
            raise SourceError(
                f"“{file}” has no column “{column}”, which {table} need: "
                "add it, or give the column that holds it this heading."
            )
    shown = {column: headings[index] for column, index in at.items()}
    rest = [heading for index, heading in enumerate(headings) if index not in at.values()]
    return Columns(table, at, shown, tuple(heading for heading in rest if heading))


def _is_own(heading: str, column: str) -> bool:
    return fold(heading) == fold(column)


def _twice(file: str, column: str, first: str, second: str) -> str:
    if fold(first) == fold(second):
        return f"“{file}” has the heading “{first}” twice: rename or remove one of the two columns."
    return (
        f"“{file}” has two columns that both mean {column}, “{first}” and “{second}”: "
        f"give the right one the heading “{column}” or remove the other."
    )

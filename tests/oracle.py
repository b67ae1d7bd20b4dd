"""A second, independent reading of what the caseload of a day must say.

Written from the published contract and the table of the default pathway alone, without the
application's own arithmetic: days are plain ordinals, months come from the calendar module, and
facts are the rows of the interchange template as text. The tests compare the two readings.
"""

import calendar
import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

Row = dict[str, str]

HEADINGS = {
    "children": (
        "reference,name,date_of_birth,worker,team,accommodated_on,ended_on,end_reason,"
        "lives_with,legal_basis,group"
    ),
    "homes": "reference,lives_with,from,to",
    "steps": "reference,step,due_on,booked_on,done_on,not_needed,note",
    "recommendations": "reference,recommended_on,route,meeting",
}

AIM_WEEKS = 26
SOON_DAYS = 14

# key: (how many, unit, counted from); None where no limit is shipped.
PATHWAY: dict[str, tuple[int, str, str] | None] = {
    "meeting_72h": (3, "working days", "accommodated"),
    "planning_review": (2, "weeks", "accommodated"),
    "review_first": (6, "weeks", "accommodated"),
    "information": (10, "weeks", "accommodated"),
    "legal_advice_asked": (8, "weeks", "accommodated"),
    "parenting_assessment": (16, "weeks", "accommodated"),
    "legal_advice": (18, "weeks", "accommodated"),
    "review_second": (3, "months", "review_first"),
    "recommendation": (AIM_WEEKS, "weeks", "accommodated"),
    "panel": (12, "weeks", "recommendation"),
    "decision": (14, "days", "panel"),
    "lodged": (16, "weeks", "decision"),
    "order": None,
}
NAMES = {
    "meeting_72h": "72-hour meeting",
    "planning_review": "Two-week planning review",
    "review_first": "First looked after review",
    "information": "Health and education information in",
    "legal_advice_asked": "Legal advice asked for",
    "parenting_assessment": "Parenting capacity assessment",
    "legal_advice": "Legal advice received",
    "review_second": "Second looked after review",
    "recommendation": "Permanence recommendation",
    "panel": "Permanence panel",
    "decision": "Agency decision",
    "lodged": "Lodged in court",
    "order": "Order granted",
}
AFTER_RECOMMENDATION = ("panel", "decision", "lodged", "order")
COURT_ROUTES = ("permanence_order", "adoption")
# The clock findings of a child's latest period that leave in doubt whether it has ended: they
# keep the child on the list. With any other one, a child who has left has left.
KEEP_ON_THE_LIST = frozenset({"E2", "E4", "R2"})


class Office(NamedTuple):
    """The rows of the four files of the template, every value as text."""

    children: list[Row]
    homes: list[Row]
    steps: list[Row]
    recommendations: list[Row]

    def write(self, folder: Path) -> None:
        """Write the four CSV files into `folder`."""
        for name, rows in zip(HEADINGS, self, strict=True):
            headings = HEADINGS[name].split(",")
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(headings)
                writer.writerows([row.get(heading, "") for heading in headings] for row in rows)


class NextStep(NamedTuple):
    """The step that comes next, days as ISO text."""

    key: str
    name: str
    due_on: str
    booked_on: str | None
    days_late: int


class Expected(NamedTuple):
    """What the list must say of one child on one day."""

    reference: str
    worker: str | None
    team: str | None
    accommodated_on: str
    days: int
    weeks: int
    status: str
    lives_with: str
    recommended_on: str | None
    route: str | None
    next_step: NextStep | None
    late: frozenset[tuple[str, int]]
    faults: frozenset[str]


class Point(NamedTuple):
    """What the chart must say of one child who was recommended."""

    reference: str
    recommended_on: str
    days: int
    weeks: int
    worker: str | None
    team: str | None


class Day(NamedTuple):
    """The day asked about, the last day anybody can know of, and the days nobody works."""

    as_at: int
    horizon: int
    holidays: frozenset[int]


def day(text: str | None) -> int | None:
    """Ordinal of an ISO date, None for nothing."""
    return date.fromisoformat(text).toordinal() if text else None


def iso(ordinal: int | None) -> str | None:
    """The ISO text of an ordinal, None for nothing."""
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def months_later(start: int, months: int) -> int:
    """The same day of a later month, or that month's last day where it has no such day."""
    begin = date.fromordinal(start)
    index = begin.year * 12 + begin.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(begin.day, last)).toordinal()


def working_days_later(start: int, count: int, holidays: frozenset[int]) -> int:
    """The `count`-th day after `start` that is neither at a weekend nor a public holiday."""
    here = start
    while count:
        here += 1
        # Ordinal 1 was a Monday, so Saturday and Sunday leave 6 and 0.
        if here % 7 not in (6, 0) and here not in holidays:
            count -= 1
    return here


def later(start: int, count: int, unit: str, holidays: frozenset[int]) -> int:
    """`start` moved on by a due rule of the pathway's table."""
    if unit == "months":
        return months_later(start, count)
    if unit == "working days":
        return working_days_later(start, count, holidays)
    return start + count * {"days": 1, "weeks": 7}[unit]


class Period:
    """One row of children.csv with the rows of the other files that belong to it."""

    def __init__(self, row: Row) -> None:
        self.row = row
        start = day(row["accommodated_on"])
        assert start is not None
        self.start: int = start
        self.ended = day(row.get("ended_on"))
        self.homes: list[Row] = []
        self.steps: dict[str, Row] = {}
        self.recommendations: list[Row] = []

    def holds(self, when: int) -> bool:
        """Whether the period's dates hold a day."""
        return self.start <= when and (self.ended is None or when <= self.ended)

    def open_at(self, when: int) -> bool:
        """Whether the child is accommodated in this period on a day."""
        return self.start <= when and (self.ended is None or self.ended > when)

    def made(self, when: int) -> list[Row]:
        """The recommendations made on or before a day, the first one first."""
        rows = sorted(self.recommendations, key=lambda row: row["recommended_on"])
        return [row for row in rows if (day(row["recommended_on"]) or 0) <= when]


def periods_of(office: Office) -> dict[str, list[Period]]:
    """Every child's periods, earliest first, each with the rows that its dates hold."""
    found: dict[str, list[Period]] = {}
    for row in office.children:
        found.setdefault(row["reference"], []).append(Period(row))
    for periods in found.values():
        periods.sort(key=lambda period: period.start)
    for row in office.homes:
        _owner(found[row["reference"]], day(row["from"])).homes.append(row)
    for row in office.steps:
        when = day(row.get("done_on") or row.get("booked_on") or row.get("due_on"))
        _owner(found[row["reference"]], when).steps[key_of(row["step"])] = row
    for row in office.recommendations:
        when = day(row["recommended_on"])
        _owner(found[row["reference"]], when).recommendations.append(row)
    return found


def key_of(step: str) -> str:
    """A step's key, from its key or its name on screen."""
    return step if step in NAMES else next(key for key, name in NAMES.items() if name == step)


def _owner(periods: Sequence[Period], when: int | None) -> Period:
    """The period whose dates hold a day; where several or none do, the latest begun by then."""
    if when is None:
        return periods[-1]
    begun = [period for period in periods if period.start <= when] or [periods[0]]
    held = [period for period in begun if period.holds(when)]
    return (held or begun)[-1]


def predict(office: Office, today: Day) -> dict[str, Expected]:
    """Every child on the list of the day, by reference."""
    answers = (
        _child(reference, periods, today) for reference, periods in periods_of(office).items()
    )
    return {answer.reference: answer for answer in answers if answer is not None}


def predict_points(office: Office, today: Day) -> list[Point]:
    """Every recommendation that the run chart shows on the day, in the order of the days."""
    points = []
    for reference, periods in periods_of(office).items():
        begun = [period for period in periods if period.start <= today.as_at]
        for period in begun:
            made = period.made(today.as_at)
            if len(made) == 1 and not clock_faults(period, begun, today):
                when = day(made[0]["recommended_on"]) or 0
                days = when - period.start
                who = period.row.get("worker") or None, period.row.get("team") or None
                points.append(Point(reference, iso(when) or "", days, days // 7, *who))
    return sorted(points, key=lambda point: (point.recommended_on, point.reference))


def _child(reference: str, periods: list[Period], today: Day) -> Expected | None:
    """One child's line, or None where the child is not on the list that day."""
    begun = [
        period for period in periods if period.start <= today.as_at or period.start > today.horizon
    ]
    if not begun:
        return None
    latest = begun[-1]
    if KEEP_ON_THE_LIST & clock_faults(latest, begun, today):
        return _line(reference, latest, begun, today)
    still = [period for period in begun if period.open_at(today.as_at)]
    return _line(reference, still[-1], begun, today) if still else None


def clock_faults(period: Period, begun: Sequence[Period], today: Day) -> set[str]:
    """The clock findings of a period that the template can carry; E7 stands for E8, too.

    `begun` are the child's periods that are known of on the day.
    """
    found = set()
    born = day(period.row.get("date_of_birth"))
    if born is not None and period.start < born:
        found.add("C3")
    if period.ended is not None and period.ended < period.start:
        found.add("E2")
    if period.start > today.horizon:
        found.add("E4")
    for other in begun:
        first, second = sorted((period, other), key=lambda each: each.start)
        if other is not period and (first.ended is None or first.ended > second.start):
            found.add("E7")
    days = [day(row["recommended_on"]) or 0 for row in period.made(today.as_at)]
    if any(when < period.start for when in days):
        found.add("R1")
    if period.ended is not None and any(when > period.ended for when in days):
        found.add("R2")
    if len(days) > 1:
        found.add("R4")
    return found


def _line(reference: str, period: Period, begun: Sequence[Period], today: Day) -> Expected:
    """What the list says of a child in a period."""
    faults = frozenset(clock_faults(period, begun, today))
    made = period.made(today.as_at)
    first = made[0] if made else None
    recommended = day(first["recommended_on"]) if first else None
    days = (today.as_at if recommended is None else recommended) - period.start
    due = _due_dates(period, today, recommended)
    undone = _undone(period, today, first)
    late = frozenset(
        (key, today.as_at - when)
        for key in undone
        if (when := due[key]) is not None and when < today.as_at
    )
    chosen = _next(undone, due)
    return Expected(
        reference=reference,
        worker=period.row.get("worker") or None,
        team=period.row.get("team") or None,
        accommodated_on=period.row["accommodated_on"],
        days=days,
        weeks=days // 7,
        status=_status(faults, recommended, days, late, due[chosen] if chosen else None, today),
        lives_with=_lives_with(period, today),
        recommended_on=iso(recommended),
        route=first["route"] if first else None,
        next_step=_next_step(chosen, period, due, today),
        late=late,
        faults=faults,
    )


def _status(
    faults: frozenset[str],
    recommended: int | None,
    days: int,
    late: frozenset[tuple[str, int]],
    next_due: int | None,
    today: Day,
) -> str:
    """The first of the six words that holds."""
    if faults:
        return "check"
    if recommended is None and days > 7 * AIM_WEEKS:
        return "past_aim"
    if late:
        return "overdue"
    if next_due is not None and next_due - today.as_at <= SOON_DAYS:
        return "due_soon"
    return "on_track" if recommended is None else "recommended"


def _done_on(period: Period, key: str, today: Day, recommended: int | None) -> int | None:
    """When a step was done, as known on the day."""
    if key == "recommendation":
        return recommended
    when = day(period.steps.get(key, {}).get("done_on"))
    return when if when is not None and when <= today.as_at else None


def _due_dates(period: Period, today: Day, recommended: int | None) -> dict[str, int | None]:
    """Each step's due date: its own where the row gives one, otherwise by the rule."""
    due: dict[str, int | None] = {}
    # The table never counts from a step below the one that counts.
    for key, rule in PATHWAY.items():
        given = day(period.steps.get(key, {}).get("due_on"))
        due[key] = given
        if given is not None or rule is None:
            continue
        count, unit, anchor = rule
        origin: int | None = period.start
        if anchor != "accommodated":
            origin = _done_on(period, anchor, today, recommended)
            origin = due[anchor] if origin is None else origin
        due[key] = None if origin is None else later(origin, count, unit, today.holidays)
    return due


def _undone(period: Period, today: Day, latest: Row | None) -> list[str]:
    """The required steps not done and not marked not needed, in the pathway's order."""
    court = latest is not None and latest["route"] in COURT_ROUTES
    recommended = day(latest["recommended_on"]) if latest else None
    return [
        key
        for key in PATHWAY
        if (court or key not in AFTER_RECOMMENDATION)
        and _done_on(period, key, today, recommended) is None
        and not period.steps.get(key, {}).get("not_needed")
    ]


def _next(undone: Sequence[str], due: dict[str, int | None]) -> str | None:
    """The undone step with the earliest due date; the first in the pathway where two share it.

    A step without any due date (an order, as shipped) cannot be the one with the earliest.
    """
    dated = [(when, place, key) for place, key in enumerate(undone) if (when := due[key])]
    return min(dated)[2] if dated else None


def _next_step(
    key: str | None, period: Period, due: dict[str, int | None], today: Day
) -> NextStep | None:
    if key is None:
        return None
    when = due[key] or 0
    booked = period.steps.get(key, {}).get("booked_on") or None
    return NextStep(key, NAMES[key], iso(when) or "", booked, max(0, today.as_at - when))


def _lives_with(period: Period, today: Day) -> str:
    """Where the child lives that day: the last home moved to of those that hold the day.

    Only a child without rows in homes.csv lives where children.csv says.
    """
    if not period.homes:
        return period.row.get("lives_with") or "unknown"
    held = [
        (row["from"], row["lives_with"])
        for row in period.homes
        if (day(row["from"]) or 0) <= today.as_at
        and (not row.get("to") or (day(row["to"]) or 0) >= today.as_at)
    ]
    return max(held)[1] if held else "unknown"

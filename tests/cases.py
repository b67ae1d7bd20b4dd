"""Short ways to write down one child's record, for the tests of the core.

The usual child is accommodated on Fri 22 May 2026, so that Fri 20 Nov 2026 is day 182, the last
within the aim of 26 weeks.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from pace_tui.core.caseload import Review, Row, Scene, review
from pace_tui.core.checks.clock import Days
from pace_tui.core.pathway import Pathway, Plan, Planned, plan
from pace_tui.core.record import NATIONAL_AIM, Case, Home, Recommendation, Step
from pace_tui.core.warnings import RULES, Warning_
from pace_tui.exchange.pathway_file import scottish_holidays, shipped

START = date(2026, 5, 22)
AIM_DAY = date(2026, 11, 20)
PATHWAY = shipped().pathway._replace(holidays=frozenset(scottish_holidays()))
NAME = "Zuleika Zephyr"


def on(days: int) -> date:
    """The day so many days after the usual child was accommodated."""
    return START + timedelta(days)


def case(**facts: object) -> Case:
    """The usual child, with some facts of its own."""
    usual: dict[str, object] = {
        "period_id": 1,
        "child_id": 1,
        "reference": "NB-1",
        "name": NAME,
        "date_of_birth": date(2020, 2, 29),
        "accommodated_on": START,
    }
    return Case(**{**usual, **facts})  # type: ignore[arg-type]


def scene(as_at: date, horizon: date | None = None, pathway: Pathway = PATHWAY) -> Scene:
    """A day to look from; the file knows of no later one unless said."""
    return Scene(Days(as_at, horizon or as_at), pathway, NATIONAL_AIM)


def look(child: Case, as_at: date, pathway: Pathway = PATHWAY) -> Review:
    """All that is worked out of a child on a day."""
    return review(child, scene(as_at, pathway=pathway), RULES)


def row(child: Case, as_at: date) -> Row:
    """The child's line of the caseload."""
    return look(child, as_at).row


def planned(child: Case, as_at: date, pathway: Pathway = PATHWAY) -> Plan:
    """The child's plan."""
    return plan(child, pathway, NATIONAL_AIM.weeks, as_at)


def step_of(child: Case, key: str, as_at: date, pathway: Pathway = PATHWAY) -> Planned:
    """One step of the child's plan."""
    return next(step for step in planned(child, as_at, pathway).steps if step.rule.key == key)


def found(child: Case, rule: str, as_at: date, pathway: Pathway = PATHWAY) -> list[Warning_]:
    """The warnings of one rule on a day."""
    return [each for each in look(child, as_at, pathway).row.warnings if each.rule == rule]


def done(**days: int) -> tuple[Step, ...]:
    """Steps done, so many days after the start."""
    return tuple(Step(key, done_on=on(at)) for key, at in days.items())


def made(days: int, route: str | None = "home") -> tuple[Recommendation, ...]:
    """A recommendation, so many days after the start."""
    return (Recommendation(on(days), route),)


def homes(days: Iterable[int], lives_with: str = "foster") -> tuple[Home, ...]:
    """Homes, each from so many days after the start until the next one."""
    starts = list(days)
    ends = [*starts[1:], None][: len(starts)]
    return tuple(
        Home(lives_with, on(start), None if end is None else on(end), f"house {start}")
        for start, end in zip(starts, ends, strict=True)
    )

"""The facts as they are recorded: what the file holds of one child, and of one area.

Named tuples rather than dataclasses, because a review of 12,000 children makes some hundred
thousand of them (a quarter of the time, measured), and because they cannot be changed.
Dates are days; `None` is "not recorded".
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Step(NamedTuple):
    """What is recorded of one step of the pathway for one child."""

    key: str
    due_on: date | None = None
    booked_on: date | None = None
    done_on: date | None = None
    not_needed: bool = False
    moved: int = 0
    note: str = ""


class Home(NamedTuple):
    """Where a child lived from one day to another; `place` tells two homes of one kind apart."""

    lives_with: str
    from_on: date
    to_on: date | None = None
    place: str = ""


class Recommendation(NamedTuple):
    """A recommendation for permanence; `withdrawn_on` ends it."""

    recommended_on: date
    route: str | None
    meeting: str = ""
    withdrawn_on: date | None = None


class LegalBasis(NamedTuple):
    """The legal basis from one day to another."""

    basis: str
    from_on: date
    to_on: date | None = None


class Allocation(NamedTuple):
    """Which worker, of which team, from one day to another."""

    worker: str | None
    team: str | None
    from_on: date
    to_on: date | None = None


class Judgement(NamedTuple):
    """One element of permanence (physical, legal, emotional) as judged on a day."""

    element: str
    judged_on: date
    judgement: str
    note: str = ""


class Case(NamedTuple):
    """One child in one period of care, with all that is recorded of it.

    `others` holds the (start, end) of the child's other periods; `kin` the brothers and
    sisters as (reference, lives_with, place, route) where they are looked after now.
    """

    period_id: int
    child_id: int
    reference: str
    name: str
    date_of_birth: date | None
    accommodated_on: date | None
    ended_on: date | None = None
    end_reason: str = ""
    start_known: bool = True
    allocations: tuple[Allocation, ...] = ()
    homes: tuple[Home, ...] = ()
    legal: tuple[LegalBasis, ...] = ()
    steps: tuple[Step, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    views_heard: tuple[date, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[tuple[date, str], ...] = ()
    others: tuple[tuple[date | None, date | None], ...] = ()
    kin: tuple[Kin, ...] = ()
    group: str = ""
    same_reference: bool = False


class Kin(NamedTuple):
    """A brother or sister, as far as a warning needs to know them."""

    reference: str
    name: str
    lives_with: str
    place: str
    since: date | None
    route: str | None


class Aim(NamedTuple):
    """An aim: by `by_on`, `percent` of children accommodated from `from_on` within `weeks`."""

    name: str
    weeks: int
    percent: int
    from_on: date | None = None
    by_on: date | None = None
    cohort: str = ""
    meeting: str = ""
    main: bool = False


class TestOfChange(NamedTuple):
    """A test of change: when it was started and, where it was, stopped."""

    name: str
    started_on: date | None
    stopped_on: date | None = None
    decision: str = ""


CURTAIN_MINUTES = 10


class Area(NamedTuple):
    """What holds for the whole file: its name, its day, PACE start, aims, tests of change.

    After `curtain_minutes` without a key the screen hides itself; 0 is never.
    """

    name: str
    as_at: date | None
    pace_start: date | None
    aims: tuple[Aim, ...] = ()
    tests: tuple[TestOfChange, ...] = ()
    curtain_minutes: int = CURTAIN_MINUTES

    @property
    def aim(self) -> Aim:
        """The main aim; the national one (26 weeks) where the file names none."""
        for aim in self.aims:
            if aim.main:
                return aim
        return self.aims[0] if self.aims else NATIONAL_AIM


NATIONAL_AIM = Aim("National aim", weeks=26, percent=100, main=True)

"""Invented teams for the tests of the drawing: wide and slow before PACE start, lower after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from statistics import median

from pace_tui.core.teamchart import Bar, Dot, Estimate, Mark, Phase, TeamChart

AS_AT = date(2026, 11, 20)
PACE = date(2024, 8, 19)
FIRST = date(2021, 12, 10)
SIZES = ((80, 24), (80, 12), (120, 40), (200, 60), (60, 16), (30, 8), (24, 6))
SETS = ("unicode", "wgl4", "ascii")
COUNTS = (0, 1, 2, 9, 10, 80, 3000)
HOMES = (
    ["kinship"] * 34
    + ["foster"] * 32
    + ["home"] * 20
    + ["residential_house"] * 11
    + ["prospective_adopters", "community_other", "unknown"]
)
TESTS = (
    Mark(date(2024, 8, 19), "start", "Weekly permanence huddle"),
    Mark(date(2025, 2, 3), "start", "Legal advice by week 8"),
    Mark(date(2025, 9, 1), "stop", "Legal advice by week 8"),
    Mark(date(2026, 3, 10), "start", "One review fewer"),
)


def team(dots: int = 80, waiting: int = 40, aim: int = 26, seed: int = 7) -> TeamChart:
    """A team with so many recommended and so many waiting, the longest for 223 weeks."""
    random = Random(seed)
    found = sorted((_dot(random, index) for index in range(dots)), key=_by_day)
    return of_dots(found, aim)._replace(waiting=tuple(_bars(random, waiting)))


def of_dots(dots: Sequence[Dot], aim: int = 26, pace: date | None = PACE) -> TeamChart:
    """A chart of these dots, with one phase before PACE start and one from it on."""
    split = sum(pace is None or dot.recommended_on < pace for dot in dots)
    phases = [_phase(dots, 0, split), _phase(dots, split, len(dots))]
    estimate = Estimate(None, None)
    return TeamChart(
        "North", AS_AT, aim, pace, tuple(dots), tuple(phases), (), (), TESTS, (), estimate, ""
    )


def dot(on: date, days: int, index: int = 0, mark: str = "") -> Dot:
    """One recommended child."""
    return Dot(f"C{index:04}", f"Child {index}", on, days, None, None, "foster", mark)


def _dot(random: Random, index: int) -> Dot:
    if index % 9 < 5:
        on = FIRST + timedelta(days=random.randrange((PACE - FIRST).days))
        weeks = min(190, max(14, random.lognormvariate(4.2, 0.5)))
    else:
        on = PACE + timedelta(days=random.randrange((AS_AT - PACE).days))
        weeks = min(70, max(3, random.gauss(33, 11)))
    return dot(on, int(weeks * 7), index, random.choice(("", "", "shift", "trend")))


def _bars(random: Random, count: int) -> list[Bar]:
    longest = [Bar("W0000", "Child", 223 * 7 + 3, "residential_house", "past_aim")]
    rest = [
        Bar(f"W{index:04}", "Child", int(random.expovariate(1 / 250)), random.choice(HOMES), "")
        for index in range(1, count)
    ]
    return (longest + rest)[:count]


def _by_day(child: Dot) -> tuple[date, str]:
    return child.recommended_on, child.reference


def _phase(dots: Sequence[Dot], first: int, after: int) -> Phase:
    days = [child.days for child in dots[first:after]]
    middle = Fraction(median(days)) if len(days) >= 8 else None
    return Phase(
        "", None, None, first, after, len(days), middle, 0, None, 0, None, 0, None, None, ()
    )

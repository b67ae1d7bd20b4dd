"""Three hundred invented children as rows of the template, from a fixed seed.

They are made to sit on the edges: due exactly today, day 182 and day 183, the ends of months,
leap days, weekends and public holidays, several periods of care, and every clock fault that
the template can carry. As at Fri 20 Nov 2026.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

from oracle import COURT_ROUTES, NAMES, Office, Row

AS_AT = date(2026, 11, 20)
# Earlier days that the same file is asked about: a bank holiday, leap days, the end of a month.
EARLIER = (
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2025, 12, 25),
    date(2026, 5, 31),
    date(2026, 11, 6),
    date(2026, 11, 19),
)
CHILDREN = 300
WORKERS = {
    "Aisha Khan": "Northbank",
    "Ben Stewart": "Northbank",
    "Catriona Reid": "Hillend",
    "Deòrsa Mac an Tàilleir": "Hillend",
    "": "",
}
HOMES = (
    "home", "kinship", "foster", "prospective_adopters", "community_other",
    "residential_house", "residential_school", "secure", "residential_other", "unknown",
)  # fmt: skip
ROUTES = ("home", "kinship_order", "permanence_order", "adoption")
BEFORE = tuple(NAMES)[:8]
AFTER = tuple(NAMES)[9:]
# Days since accommodated at which something falls due, ends or is told.
EDGES = (0, 1, 3, 7, 13, 14, 15, 28, 41, 42, 43, 56, 70, 112, 126, 168, 169, 181, 182, 183, 184)
# Starts that a calendar makes hard: leap days, ends of months, before holidays and weekends.
AWKWARD = (
    "2024-02-29", "2023-08-31", "2023-11-30", "2024-11-29", "2025-11-28", "2025-12-24",
    "2025-12-31", "2026-01-01", "2026-04-02", "2026-05-02", "2026-08-31", "2026-10-31",
    "2026-11-14", "2026-11-15", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20",
)  # fmt: skip
MONTH_ENDS = (
    "2025-11-30", "2026-08-31", "2026-08-20", "2023-11-30", "2026-01-31", "2025-11-29",
    "2026-08-19", "2026-08-21",
)  # fmt: skip


class Maker:
    """Makes the rows of one office; the same seed makes the same rows."""

    def __init__(self, seed: int) -> None:
        self.luck = random.Random(seed)
        self.office = Office([], [], [], [])
        self.edges, self.awkward = cycle(EDGES), cycle(AWKWARD)
        self.month_ends_held = cycle(MONTH_ENDS)

    def make(self) -> Office:
        """All the children, each kind as often as every other."""
        kinds: tuple[Callable[[str], None], ...] = (
            self.at_an_edge, self.at_an_edge, self.awkward_start, self.plain, self.well_kept,
            self.well_kept, self.month_ends, self.all_done, self.all_done, self.overrides,
            self.recommended, self.recommended, self.court, self.ended,
            self.several_periods, self.returned, self.born_later, self.ends_first,
            self.in_the_future, self.while_open, self.overlapping, self.recommended_first,
            self.recommended_after, self.recommended_twice,
        )  # fmt: skip
        for number in range(CHILDREN):
            kinds[number % len(kinds)](f"{number:04}" if number % 3 else f"NB-{number}")
        self.luck.shuffle(self.office.steps)
        return self.office

    # The kinds of children.

    def at_an_edge(self, reference: str) -> None:
        """Something is due, or the aim ends, at this very day or beside it."""
        start = AS_AT - timedelta(next(self.edges))
        self.period(reference, start)
        self.steps(reference, start, self.luck.choice((0.0, 0.5, 0.9)))

    def awkward_start(self, reference: str) -> None:
        """Accommodated on a day that a calendar makes hard."""
        start = date.fromisoformat(next(self.awkward))
        self.period(reference, start)
        self.steps(reference, start, self.luck.choice((0.0, 0.8)))

    def plain(self, reference: str) -> None:
        """Anything may be done, booked, not needed or in the wrong order."""
        start = AS_AT - timedelta(self.luck.randint(0, 400))
        self.period(reference, start)
        self.homes(reference, start)
        self.steps(reference, start, 0.6)

    def well_kept(self, reference: str) -> None:
        """Everything due so far is done; what comes next is a fortnight off, more or less."""
        start = AS_AT - timedelta(self.luck.choice((1, 2, 8, 27, 28, 29, 58, 97, 98, 99, 120, 140)))
        self.period(reference, start)
        for key, due in zip(BEFORE, (1, 13, 35, 50, 45, 100, 110, 130), strict=True):
            if start + timedelta(due) <= AS_AT:
                self.step(reference, key, done_on=start + timedelta(due))

    def all_done(self, reference: str) -> None:
        """Recommended, and nothing before it left open; what is after it is near or far."""
        start = AS_AT - timedelta(self.luck.randint(150, 300))
        self.period(reference, start)
        for at, key in enumerate(BEFORE):
            self.step(reference, key, done_on=start + timedelta(at * 15))
        made = AS_AT - timedelta(self.luck.choice((0, 1, 69, 70, 71, 84, 85)))
        self.recommendation(reference, made, self.luck.choice(ROUTES))

    def month_ends(self, reference: str) -> None:
        """The first review was held at the end of a month, three months before another one."""
        held = date.fromisoformat(next(self.month_ends_held))
        start = held - timedelta(self.luck.randint(20, 42))
        self.period(reference, start)
        self.step(reference, "review_first", done_on=held)

    def overrides(self, reference: str) -> None:
        """Due dates of their own, near the day; what counts from them moves with them."""
        start = AS_AT - timedelta(self.luck.randint(30, 180))
        self.period(reference, start)
        for key in self.luck.sample(BEFORE, 4):
            near = AS_AT + timedelta(self.luck.choice((-90, -15, -1, 0, 1, 14, 15, 30)))
            booked = self.luck.choice((None, near, near + timedelta(7)))
            self.step(reference, key, due_on=near, booked_on=booked)

    def recommended(self, reference: str) -> None:
        """A recommendation of any route, in or out of time, perhaps on the day of the list."""
        start = AS_AT - timedelta(self.luck.randint(200, 500))
        self.period(reference, start)
        self.homes(reference, start)
        self.steps(reference, start, 0.9, BEFORE)
        after = self.luck.choice((0, 100, 181, 182, 183, 200, (AS_AT - start).days))
        self.recommendation(reference, start + timedelta(after), self.luck.choice(ROUTES))

    def court(self, reference: str) -> None:
        """On the way to an order: panel, decision, lodged, some of them done."""
        start = AS_AT - timedelta(self.luck.randint(300, 500))
        self.period(reference, start)
        done = self.luck.randint(0, len(AFTER))
        when = start + timedelta(self.luck.randint(100, 200))
        self.recommendation(reference, when, self.luck.choice(COURT_ROUTES))
        for at, key in enumerate((*BEFORE, *AFTER)):
            if at < len(BEFORE):
                self.step(reference, key, done_on=start + timedelta(at * 10))
            elif at < len(BEFORE) + done:
                when = min(when + timedelta(self.luck.randint(10, 80)), AS_AT)
                self.step(reference, key, done_on=when)

    def ended(self, reference: str) -> None:
        """Has left, today or before, or will leave on a day that is known."""
        end = AS_AT + timedelta(self.luck.choice((-400, -30, -1, 0, 1, 30)))
        start = end - timedelta(self.luck.randint(30, 300))
        self.period(reference, min(start, AS_AT), end)
        self.steps(reference, start, 0.7)

    def several_periods(self, reference: str) -> None:
        """Two or three periods of care, the last one open; a new one may begin the same day."""
        start = date(2023, 1, 1) + timedelta(self.luck.randint(0, 300))
        for _ in range(self.luck.randint(1, 2)):
            end = start + timedelta(self.luck.randint(30, 250))
            self.period(reference, start, end)
            self.steps(reference, start, 0.5, until=end - timedelta(1), only_done=True)
            if self.luck.random() < 0.3:
                self.recommendation(reference, end - timedelta(5), "home")
            start = end + timedelta(self.luck.choice((0, 1, 7, 200)))
        self.period(reference, start)
        self.steps(reference, start, 0.5, only_done=True)

    def returned(self, reference: str) -> None:
        """Two periods of care, and both have ended."""
        start = date(2025, 1, 1) + timedelta(self.luck.randint(0, 100))
        self.period(reference, start, start + timedelta(90))
        self.period(reference, start + timedelta(120), start + timedelta(400))

    # The faults of the clock.

    def born_later(self, reference: str) -> None:
        """C3: accommodated before birth; on the day itself is no fault."""
        start = AS_AT - timedelta(self.luck.randint(0, 300))
        self.period(reference, start, born=start + timedelta(self.luck.choice((0, 1, 200))))
        self.steps(reference, start, 0.5)

    def ends_first(self, reference: str) -> None:
        """E2: the period ends before it begins; an end on the first day is no such fault."""
        start = AS_AT - timedelta(self.luck.randint(0, 300))
        self.period(reference, start, start - timedelta(self.luck.choice((0, 1, 365))))
        if self.luck.random() < 0.3:
            # Long mended: a later period makes the old fault nobody's clock.
            self.period(reference, start + timedelta(1), self.luck.choice((None, AS_AT)))

    def in_the_future(self, reference: str) -> None:
        """E4: the period begins after the day the file is kept for."""
        start = AS_AT + timedelta(self.luck.choice((0, 1, 30, 365)))
        self.period(reference, start)
        if self.luck.random() < 0.4:
            self.period(reference, date(2025, 3, 1), self.luck.choice((None, date(2025, 9, 1))))

    def while_open(self, reference: str) -> None:
        """E7: a period begins while the one before it has no end."""
        start = date(2025, 1, 1) + timedelta(self.luck.randint(0, 200))
        self.period(reference, start)
        later = start + timedelta(self.luck.randint(1, 400))
        self.period(reference, later, self.luck.choice((None, None, later + timedelta(20))))

    def overlapping(self, reference: str) -> None:
        """E8: a period begins before the one before it ends."""
        start = date(2025, 1, 1) + timedelta(self.luck.randint(0, 200))
        end = start + timedelta(self.luck.randint(50, 500))
        self.period(reference, start, end)
        later = end - timedelta(self.luck.choice((0, 1, 40)))
        self.period(reference, later, self.luck.choice((None, None, end + timedelta(60))))

    def recommended_first(self, reference: str) -> None:
        """R1: recommended before accommodated; on the day itself is no fault."""
        start = AS_AT - timedelta(self.luck.randint(0, 300))
        self.period(reference, start)
        before = timedelta(self.luck.choice((0, 1, 100)))
        self.recommendation(reference, start - before, self.luck.choice(ROUTES))

    def recommended_after(self, reference: str) -> None:
        """R2: recommended after the period ended; on the last day is no fault."""
        start = AS_AT - timedelta(self.luck.randint(200, 400))
        end = start + timedelta(self.luck.randint(20, 150))
        self.period(reference, start, end)
        after = timedelta(self.luck.choice((0, 1, 40)))
        self.recommendation(reference, end + after, self.luck.choice(ROUTES))
        if self.luck.random() < 0.3:
            self.period(reference, end + timedelta(45), self.luck.choice((None, AS_AT)))

    def recommended_twice(self, reference: str) -> None:
        """R4: two recommendations stand, some of them on a day that has not come."""
        start = AS_AT - timedelta(self.luck.randint(100, 400))
        self.period(reference, start)
        first = start + timedelta(self.luck.randint(10, 90))
        self.recommendation(reference, first, self.luck.choice(ROUTES))
        second = self.luck.choice((first + timedelta(10), AS_AT, AS_AT + timedelta(30)))
        self.recommendation(reference, second, self.luck.choice(ROUTES))

    # The rows.

    def period(
        self, reference: str, start: date, end: date | None = None, born: date | None = None
    ) -> None:
        """A row of children.csv; the birth date is the same in every row of a child."""
        worker = self.luck.choice(tuple(WORKERS))
        born = born or date(2010 + int(reference[-2:]) % 10, 2, 28)
        row = {
            "reference": reference,
            "name": f"Child {reference}",
            "date_of_birth": born.isoformat(),
            "worker": worker,
            "team": WORKERS[worker],
            "accommodated_on": start.isoformat(),
            "ended_on": end.isoformat() if end else "",
            "end_reason": "home" if end else "",
            "lives_with": self.luck.choice(("", *HOMES)),
        }
        self.office.children.append(row)

    def homes(self, reference: str, start: date) -> None:
        """Some moves of home, with or without a gap, or a short stay while one goes on."""
        here = start
        for _ in range(self.luck.randint(0, 3)):
            to = here + timedelta(self.luck.randint(1, 120))
            if self.luck.random() < 0.2:
                to = max(here, AS_AT)  # moves out today
            stays = self.luck.choice((True, True, False))
            self._home(reference, here, to if stays else None)
            here = to + timedelta(self.luck.choice((0, 0, 1, 10)))

    def _home(self, reference: str, start: date, to: date | None) -> None:
        row = {"reference": reference, "lives_with": self.luck.choice(HOMES)}
        row |= {"from": start.isoformat(), "to": to.isoformat() if to else ""}
        self.office.homes.append(row)

    def steps(
        self,
        reference: str,
        start: date,
        likely: float,
        keys: tuple[str, ...] = (*BEFORE, "recommendation"),
        *,
        until: date = AS_AT,
        only_done: bool = False,
    ) -> None:
        """Steps done in any order, booked, moved or not needed."""
        for key in keys:
            if self.luck.random() >= likely:
                continue
            span = max(0, (until - start).days)
            done = start + timedelta(self.luck.randint(0, span))
            kind = 0.0 if only_done else self.luck.random()
            if kind < 0.65 and key != "recommendation":
                self.step(reference, key, done_on=done)
            elif kind < 0.8:
                near = AS_AT + timedelta(self.luck.randint(-20, 40))
                self.step(reference, key, booked_on=near)
            elif kind < 0.9 and key != "recommendation":
                self.step(reference, key, not_needed="yes")
            else:
                due = AS_AT + timedelta(self.luck.randint(-30, 30))
                self.step(reference, key, due_on=due, note="agreed with the family")

    def step(self, reference: str, key: str, **values: date | str | None) -> None:
        """A row of steps.csv, the step by its key or by its name."""
        row: Row = {"reference": reference, "step": self.luck.choice((key, NAMES[key]))}
        row |= {name: str(value) for name, value in values.items() if value is not None}
        self.office.steps.append(row)

    def recommendation(self, reference: str, when: date, route: str) -> None:
        """A row of recommendations.csv."""
        row = {"reference": reference, "recommended_on": when.isoformat(), "route": route}
        self.office.recommendations.append({**row, "meeting": "looked after review"})


def invented() -> Office:
    """The office of the tests."""
    return Maker(20261120).make()

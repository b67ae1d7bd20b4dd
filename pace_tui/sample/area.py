"""What the invented area set itself: its aims and its tests of change."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pace_tui.core.record import Aim

PACE_START = date(2024, 3, 4)

AIMS = (
    Aim(
        "A recommendation within 26 weeks",
        weeks=26,
        percent=80,
        from_on=date(2025, 4, 1),
        by_on=date(2027, 3, 31),
        main=True,
    ),
    Aim(
        "A recommendation at the legal advice meeting within 36 weeks",
        weeks=36,
        percent=90,
        from_on=date(2025, 4, 1),
        by_on=date(2026, 12, 31),
        cohort="including those who have a plan for rehabilitation home or kinship care",
        meeting="legal advice meeting",
    ),
    Aim(
        "The first stretch: a recommendation within 40 weeks",
        weeks=40,
        percent=75,
        from_on=date(2024, 4, 1),
        by_on=date(2025, 12, 31),
    ),
)


class Test(NamedTuple):
    """A test of change: what was tried, what was expected, what came of it."""

    name: str
    prediction: str
    measure: str
    scale: str
    started_on: date
    stopped_on: date | None
    learned: str
    decision: str


TESTS = (
    Test(
        "72-hour meeting with an agenda",
        "With one agenda for everyone, the meeting is held within 72 hours nine times in ten, "
        "and the next dates are in the diary when it ends.",
        "Share of 72-hour meetings held by the third working day",
        "One worker and two children, then the Harbour team, then all three teams",
        date(2024, 4, 8),
        date(2024, 9, 27),
        "Health and school came when they had been asked the same day. The agenda fits one page. "
        "It is how we work now.",
        "adopt",
    ),
    Test(
        "Planning review at three weeks",
        "A third week gives the family time to prepare and loses nothing later.",
        "Weeks to the first looked after review; dates booked at the planning review",
        "The Riverside team, eleven children",
        date(2024, 10, 7),
        date(2025, 1, 31),
        "Families did not feel better prepared, and dates for legal advice slipped by a "
        "fortnight. We went back to two weeks.",
        "abandon",
    ),
    Test(
        "Early legal advice on a form",
        "If the form goes to the solicitor by week 8, written advice is here by week 18 without "
        "a meeting.",
        "Weeks from accommodated to legal advice received",
        "Five children of the Harbour team, then the area",
        date(2025, 2, 10),
        date(2025, 8, 29),
        "Written advice came about nine weeks sooner. A meeting is still better where brothers "
        "and sisters may need different plans.",
        "adopt",
    ),
    Test(
        "No ratifying review",
        "The review that recommends is enough; a second one to confirm it adds six weeks and "
        "nothing for the child.",
        "Weeks from the second looked after review to the recommendation",
        "The Braeside team first, since June the Harbour team too",
        date(2026, 2, 2),
        None,
        "",
        "",
    ),
)

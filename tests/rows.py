"""Rows of a caseload made up field by field, for what only looks at rows."""

from datetime import date, timedelta

from hypothesis import strategies as st

from pace_tui.core import words
from pace_tui.core.caseload import NextStep, Row
from pace_tui.core.warnings import Warning_

AS_AT = date(2026, 11, 20)


def a_row(**facts: object) -> Row:
    """A child on track, with some facts of its own."""
    usual: dict[str, object] = {
        "period_id": 1,
        "reference": "NB-1",
        "name": "Callum Ross",
        "worker": "Aisha Khan",
        "team": "Northbank",
        "date_of_birth": date(2019, 1, 2),
        "accommodated_on": date(2026, 10, 1),
        "days": 50,
        "aim_weeks": 26,
        "status": "on_track",
        "lives_with": "foster",
        "recommended_on": None,
        "route": None,
        "next_step": a_step(30),
        "warnings": (),
    }
    return Row(**{**usual, **facts})  # type: ignore[arg-type]


def a_step(ahead: int, name: str = "Legal advice received") -> NextStep:
    """A next step due so many days ahead of the day; late where it is negative."""
    return NextStep("legal_advice", name, AS_AT + timedelta(ahead), None, max(0, -ahead))


def a_warning(rule: str) -> Warning_:
    """A warning of a rule."""
    return Warning_(rule, None, 1, "The date accommodated is missing.")


TEXTS = st.sampled_from(["", "Ann", "ann", "Bea", "Éva", "Zoë"])
# Every row has a reference of its own, as in a file.
ROWS = st.lists(
    st.builds(
        a_row,
        reference=st.sampled_from([f"NB-{number}" for number in range(40)]),
        name=TEXTS,
        worker=st.none() | TEXTS,
        days=st.none() | st.integers(-10, 400),
        date_of_birth=st.none() | st.dates(date(2008, 1, 1), date(2026, 1, 1)),
        status=st.sampled_from(words.STATUSES),
        lives_with=st.sampled_from(sorted(words.LIVES_WITH)),
        next_step=st.none() | st.builds(a_step, st.integers(-40, 40), TEXTS.filter(bool)),
    ),
    unique_by=lambda row: row.reference,
    max_size=12,
)

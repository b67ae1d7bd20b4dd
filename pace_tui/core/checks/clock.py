"""The clock findings: faults in the record that leave a child's weeks unknown or untrue.

Codes as in the catalogue of checks (adapted from the rules of the English SSDA903 return).
Each check looks at one case and gives a sentence, or nothing. A child with a clock finding
stays in every list and count, under `check`, and out of the medians.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from pace_tui.core.clock import say_date
from pace_tui.core.pathway import live_recommendations
from pace_tui.core.record import Case


class Finding(NamedTuple):
    """A fault in the record: the catalogue's code and a sentence that says how to mend it."""

    code: str
    text: str


class Days(NamedTuple):
    """The caseload's date and the last day the file can know of (`horizon`): a date beyond
    the horizon lies in the future, whatever day the caseload is shown as at."""

    as_at: date
    horizon: date


Check = Callable[[Case, Days], str | None]


def same_reference(case: Case, days: Days) -> str | None:
    """C1: two records under one reference (which differ in capitals or spaces only)."""
    del days
    if case.same_reference:
        return "Another child has the same reference but for capitals or spaces."
    return None


def before_birth(case: Case, days: Days) -> str | None:
    """C3: accommodated before birth (rule 302)."""
    del days
    start, born = case.accommodated_on, case.date_of_birth
    if start and born and start < born:
        return f"Accommodated {say_date(start)}, before the birth date {say_date(born)}."
    return None


def no_start(case: Case, days: Days) -> str | None:
    """E1: the start date is missing (rules 141, 147)."""
    del days
    return None if case.accommodated_on else "The date accommodated is missing."


def end_before_start(case: Case, days: Days) -> str | None:
    """E2: the period ends before it begins (rule 356)."""
    del days
    start, end = case.accommodated_on, case.ended_on
    if start and end and end < start:
        return f"Ended {say_date(end)}, before accommodated {say_date(start)}."
    return None


def starts_in_future(case: Case, days: Days) -> str | None:
    """E4: the period begins after the last day the file can know of."""
    start = case.accommodated_on
    if start and start > days.horizon:
        return f"Accommodated {say_date(start)}: that day is still to come."
    return None


def _others_begun(case: Case, days: Days) -> Iterator[tuple[date, date | None]]:
    """The (start, end) of the child's other periods that had begun by the caseload's date."""
    for start, end in case.others:
        if start and start <= days.as_at:
            yield start, end


def began_while_open(case: Case, days: Days) -> str | None:
    """E7: this period began while an earlier one is still open (rule 142)."""
    start = case.accommodated_on
    for other, end in _others_begun(case, days):
        if start and end is None and other <= start:
            return f"Began while the period from {say_date(other)} is still open."
    return None


def overlaps(case: Case, days: Days) -> str | None:
    """E8: two periods of care overlap (rule 501)."""
    start, end = case.accommodated_on, case.ended_on
    for other, other_end in _others_begun(case, days):
        if not start:
            continue
        runs_into = other_end is not None and other < start < other_end
        is_run_into = start < other and (end is None or other < end)
        same_day = start == other and other_end is not None and other_end > other
        if runs_into or is_run_into or same_day:
            return f"Overlaps the period from {say_date(other)}."
    return None


def start_unknown(case: Case, days: Days) -> str | None:
    """E15: the first period does not begin with coming into care (rule 357)."""
    del days
    if not case.start_known:
        return "The record begins after the child came into care, so the start is not known."
    return None


def recommended_before_start(case: Case, days: Days) -> str | None:
    """R1: recommended before accommodated (rule 1003)."""
    start = case.accommodated_on
    for each in live_recommendations(case, days.as_at):
        if start and each.recommended_on < start:
            return f"Recommended {say_date(each.recommended_on)}, before {say_date(start)}."
    return None


def recommended_after_end(case: Case, days: Days) -> str | None:
    """R2: recommended after the period ended (rule 117)."""
    end = case.ended_on
    for each in live_recommendations(case, days.as_at):
        if end and each.recommended_on > end:
            return f"Recommended {say_date(each.recommended_on)}, after the end {say_date(end)}."
    return None


def two_recommendations(case: Case, days: Days) -> str | None:
    """R4: two recommendations stand at once (rules 579, 583)."""
    standing = live_recommendations(case, days.as_at)
    if len(standing) > 1:
        both = " and ".join(say_date(each.recommended_on) for each in standing[:2])
        return f"Two recommendations stand, of {both}: withdraw one."
    return None


CLOCK_CHECKS: dict[str, Check] = {
    "C1": same_reference,
    "C3": before_birth,
    "E1": no_start,
    "E2": end_before_start,
    "E4": starts_in_future,
    "E7": began_while_open,
    "E8": overlaps,
    "E15": start_unknown,
    "R1": recommended_before_start,
    "R2": recommended_after_end,
    "R4": two_recommendations,
}


def clock_findings(case: Case, days: Days) -> list[Finding]:
    """All clock findings of one case, in the catalogue's order."""
    found = ((code, check(case, days)) for code, check in CLOCK_CHECKS.items())
    return [Finding(code, text) for code, text in found if text]

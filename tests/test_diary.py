"""The diary: what is late, due and booked by week, and the calendar that other programs read."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.cli import cli
from pace_tui.core.caseload import Review, Scene, review
from pace_tui.core.checks.clock import Days
from pace_tui.core.diary import Diary, Entry, diary, say_entry
from pace_tui.core.record import NATIONAL_AIM, Case, Step
from pace_tui.exchange.calendar import as_ics, escape, fold
from pace_tui.exchange.pathway_file import shipped

SAMPLE = Path(__file__).parent.parent / "sample.db"
TODAY = date(2026, 11, 20)


def child(weeks: int, *steps: Step, reference: str = "A-1") -> Review:
    start = TODAY - timedelta(weeks=weeks)
    case = Case(1, 1, reference, "Ann, B; C", date(2019, 5, 1), start, steps=steps)
    return review(case, Scene(Days(TODAY, TODAY), shipped().pathway, NATIONAL_AIM))


def entry(found: Diary, key: str) -> Entry:
    return next(each for each in found.entries() if each.step.rule.key == key)


def test_a_step_stands_on_its_booked_day_else_on_its_due_day() -> None:
    booked = Step("legal_advice", booked_on=TODAY + timedelta(10))
    found = diary([child(17, booked)], TODAY)
    assert (entry(found, "legal_advice").day, entry(found, "legal_advice").kind) == (
        TODAY + timedelta(10),
        "booked",
    )
    review_second = entry(diary([child(17)], TODAY), "review_second")
    assert review_second.kind == "due"
    assert review_second.not_booked


def test_late_steps_stand_first_the_longest_first_and_in_their_week_when_booked() -> None:
    booked = Step("legal_advice", booked_on=TODAY + timedelta(4))
    found = diary([child(20, booked)], TODAY)
    assert [each.step.days_late for each in found.late] == sorted(
        (each.step.days_late for each in found.late), reverse=True
    )
    weeks = [each for week in found.weeks for each in week.entries]
    assert "legal_advice" in {each.step.rule.key for each in weeks}
    assert sum(each.step.rule.key == "legal_advice" for each in found.entries()) == 1


def test_planned_past_the_aim_and_booked_after_due_stand_out() -> None:
    beyond = Step("recommendation", booked_on=TODAY + timedelta(weeks=7))
    found = entry(diary([child(20, beyond)], TODAY), "recommendation")
    assert found.past_aim
    assert found.after_due
    assert say_entry(found, TODAY) == "booked, 7 days after it is due, past the aim"


def test_every_week_has_a_page_from_monday_and_nothing_beyond_is_told() -> None:
    found = diary([child(1)], TODAY, weeks=3)
    assert [week.monday for week in found.weeks] == [
        date(2026, 11, 16) + timedelta(weeks=n) for n in range(3)
    ]
    assert all(each.day <= date(2026, 12, 6) for week in found.weeks for each in week.entries)


def test_a_real_calendar_library_reads_it_and_finds_no_name() -> None:
    found = diary([child(16), child(30, reference="A,2;3")], TODAY)
    text = as_ics(found)
    assert "Ann" not in text
    events = list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
    assert len(events) == len(list(found.entries()))
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(1) for event in events)
    assert any("(A,2;3)" in str(event["SUMMARY"]) for event in events)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.count("\n") == text.count("\r\n")


@given(st.text(max_size=200))
def test_any_text_comes_back_from_the_calendar_as_it_was(text: str) -> None:
    text = "".join(char for char in text if char.isprintable())
    line = f"SUMMARY:{escape(text)}"
    assert all(len(part.encode()) <= 75 for part in fold(line))
    joined = "".join([fold(line)[0], *(part[1:] for part in fold(line)[1:])])
    assert joined == line


@pytest.mark.parametrize("form", ["table", "json", "csv", "ics"])
def test_the_command_tells_the_same_in_every_form(form: str) -> None:
    done = CliRunner().invoke(
        cli, ["due", str(SAMPLE), "--worker", "Aisha Khan", "--format", form, "--hide-names"]
    )
    assert done.exit_code == 0
    assert "Callum" not in done.output
    assert "NB-0372" in done.output
    if form == "json":
        entries = json.loads(done.output)
        assert {"day", "kind", "reference", "step", "due_on", "booked_on"} <= entries[0].keys()

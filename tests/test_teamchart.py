"""The team's chart: its order, its phases, its signals, and its words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from pace_tui.core import record
from pace_tui.core.record import Aim, Area
from pace_tui.core.teamchart import Bar, Dot, LeftOut, TeamChart, build
from pace_tui.report.teamchart import as_json

AS_AT = date(2026, 11, 20)
PACE = date(2024, 1, 1)
AIM = Aim("Aim 2", weeks=26, percent=90, main=True)


def area(pace_start: date | None = PACE, *tests: record.TestOfChange) -> Area:
    return Area("Northbank", AS_AT, pace_start, (AIM,), tests)


def dots(weeks: Sequence[float], start: date, reference: str = "A") -> list[Dot]:
    """A child a month, after so many weeks each."""
    return [
        Dot(
            reference=f"{reference}{at:03}",
            name=f"Secret Name {at}",
            recommended_on=start + timedelta(days=30 * at),
            days=int(7 * wait),
            worker="Aisha Khan",
            team="North",
            lives_with="foster",
        )
        for at, wait in enumerate(weeks)
    ]


def bars(*weeks: int) -> list[Bar]:
    homes = ["residential_house", "kinship", "foster"]
    return [
        Bar(f"W{at}", f"Hidden {at}", 7 * wait, homes[at % 3], "on_track")
        for at, wait in enumerate(weeks)
    ]


def chart(
    points: Sequence[Dot],
    waiting: Sequence[Bar] = (),
    pace_start: date | None = PACE,
    left_out: Sequence[LeftOut] = (),
    ended: dict[str, int] | None = None,
) -> TeamChart:
    spells = [(dot.days, True) for dot in points] + [(bar.days, False) for bar in waiting]
    return build(
        title="Northbank",
        as_at=AS_AT,
        area=area(pace_start),
        dots=points,
        waiting=waiting,
        spells=spells,
        left_out=left_out,
        ended_otherwise=ended,
    )


# Wide and slow before PACE start, lower after it.
BEFORE = dots([60, 90, 75, 50, 110, 66, 68, 100, 40, 68.5, 72, 55], date(2022, 1, 10), "B")
AFTER = dots([30, 41, 22, 38, 25, 44, 28, 35, 31, 39, 24, 36], date(2024, 3, 12), "S")


def test_dots_stand_in_the_order_of_recommendation_and_ties_by_reference() -> None:
    same_day = [dot._replace(recommended_on=PACE) for dot in AFTER]
    shuffled = random.Random(7).sample([*same_day, *BEFORE], 24)
    assert [dot.reference for dot in chart(shuffled).dots] == [
        dot.reference for dot in [*BEFORE, *same_day]
    ]


def test_the_phases_meet_at_pace_start_whose_own_day_belongs_to_the_second() -> None:
    on_the_day = AFTER[0]._replace(recommended_on=PACE)
    found = chart([*BEFORE, on_the_day])
    assert [(phase.name, phase.first, phase.after) for phase in found.phases] == [
        ("before PACE start", 0, 12),
        ("since PACE start", 12, 13),
    ]


def test_each_phase_is_judged_against_its_own_median() -> None:
    before, since = chart([*BEFORE, *AFTER]).phases
    assert before.median_days == Fraction(68 * 7 + 479, 2)
    assert before.median_weeks == 68
    assert since.median_days == 33 * 7
    assert since.median_weeks == 33
    assert (since.useful, since.runs_low is not None) == (12, True)
    assert (before.from_on, since.from_on) == (date(2022, 1, 10), date(2024, 3, 12))


def test_without_pace_start_there_is_one_phase_and_an_empty_one_is_left_out() -> None:
    assert [phase.name for phase in chart(AFTER, pace_start=None).phases] == ["all"]
    assert [phase.name for phase in chart(AFTER).phases] == ["since PACE start"]
    assert [phase.name for phase in chart(BEFORE).phases] == ["before PACE start"]


def test_a_shift_from_the_old_median_is_said_with_its_counts() -> None:
    found = chart([*BEFORE, *AFTER])
    said = found.phases[1].signals[0]
    assert said.rule == "shift_from_baseline"
    assert said.indices == tuple(range(12, 24))
    assert said.text == (
        "Shift: 12 in a row below the old median (68 weeks) since 12 Mar 2024. Worth asking why."
    )
    assert said.text in found.text
    assert {dot.mark for dot in found.dots[12:]} == {"shift"}
    assert {dot.mark for dot in found.dots[:12]} == {""}


def test_a_shift_that_is_over_has_an_end() -> None:
    back = [*AFTER[:7], AFTER[7]._replace(days=700), *AFTER[8:10]]
    said = chart([*BEFORE, *back]).phases[1].signals[0]
    assert said.points == 7
    assert "from 12 Mar 2024 to 8 Sep 2024" in said.text


def test_nine_points_before_pace_start_are_no_baseline() -> None:
    rules = [said.rule for said in chart([*BEFORE[:9], *AFTER]).phases[1].signals]
    assert "shift_from_baseline" not in rules


def test_long_runs_and_few_crossings_are_told_apart_from_shifts() -> None:
    found = chart(dots([20] * 11 + [21, 40] + [50] * 11, PACE))
    signals = {said.rule: said for said in found.phases[0].signals}
    assert set(signals) == {"shift", "few_runs", "long_run", "few_crossings"}
    assert "2 runs where" in signals["few_runs"].text
    assert "12 in a row" in signals["long_run"].text
    assert "crossed once" in signals["few_crossings"].text
    assert found.phases[0].signals[1].indices == tuple(range(12, 24))


def test_too_many_runs_swing_to_and_fro() -> None:
    signals = chart(dots([20, 50] * 8, PACE)).phases[0].signals
    assert [said.rule for said in signals] == ["many_runs"]


def test_a_trend_is_called_weak_and_marks_its_dots() -> None:
    found = chart(dots([30, 60, 31, 61, 25, 34, 44, 54, 70, 30, 62, 32], PACE))
    trend = next(said for said in found.phases[0].signals if said.rule == "trend")
    assert trend.indices == (4, 5, 6, 7, 8)
    assert trend.text.startswith("Trend (a weak signal): 5 in a row, each longer")
    assert [dot.reference for dot in found.dots if dot.mark == "trend"] == [
        f"A{at:03}" for at in range(4, 9)
    ]


@pytest.mark.parametrize("rising", [False, True])
def test_every_signal_asks_and_none_accuses(rising: bool) -> None:
    found = chart([*BEFORE, *dots(sorted(range(20, 60), reverse=not rising), PACE)])
    for phase in found.phases:
        for said in phase.signals:
            assert said.text.endswith("Worth asking why.")
            assert said.text.count(". ") == 1
            assert said.from_on <= said.to_on
            assert said.from_on == found.dots[said.indices[0]].recommended_on


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (0, "No child has a recommendation yet."),
        (1, "1 child was recommended, on 12 Mar 2024 after 30 weeks."),
        (2, "2 children, too few for a median (it takes 8)."),
        (7, "7 children, too few for a median"),
        (9, "9 children, median 31 weeks (provisional: too few to judge)."),
        (12, "12 children, median 33 weeks."),
    ],
)
def test_few_children_are_told_as_few(count: int, says: str) -> None:
    found = chart(AFTER[:count])
    assert says in found.text
    for phase in found.phases:
        assert (phase.median_days is None) == (count < 8)
        assert count >= 10 or not phase.signals


def test_no_children_at_all_is_a_chart_too() -> None:
    found = chart([])
    assert found.phases == ()
    assert found.estimate == (None, None)
    assert "No child is waiting" in found.text


def test_the_words_tell_who_waits_who_ended_and_who_is_left_out() -> None:
    left = [LeftOut("C014", "Hidden", "recommended before they were accommodated")]
    words = chart([*BEFORE, *AFTER], bars(223, 3, 26, 27), left_out=left, ended={"home": 2}).text
    assert "The aim is 26 weeks: 3 were within it." in words
    assert "Before PACE start: 12 children, median 68 weeks." in words
    assert "Since PACE start (1 Jan 2024): 12 children, median 33 weeks." in words
    assert "4 children are still waiting, the longest 223 weeks (Residential house)" in words
    assert "2 past the aim, 2 too early to say." in words
    assert "Ended without a recommendation: 2 (home 2)." in words
    assert "1 child (C014: recommended before they were accommodated)" in words
    assert "that is the system working" in words


def test_the_words_hold_no_name_of_a_child() -> None:
    words = chart([*BEFORE, *AFTER], bars(223, 3)).text
    assert "Secret" not in words
    assert "Hidden" not in words


def test_the_estimate_is_said_in_plain_words() -> None:
    assert "the half-way point is not reached yet" in chart(AFTER[:2], bars(*range(60, 66))).text
    assert "half are recommended after 31 weeks" in chart(AFTER).text


def test_no_estimate_is_said_of_a_handful_of_children() -> None:
    assert "Counting those" not in chart(AFTER[:3], bars(60, 70, 80, 90)).text


def test_many_signals_of_a_rule_are_told_by_the_latest_one() -> None:
    words = chart(dots([*range(20, 30)] * 20, PACE)).text
    assert "19 more before it" in words
    assert words.count("Trend") == 1


def test_tests_of_change_are_marked_once_they_have_begun() -> None:
    tests = (
        record.TestOfChange("Two-week review", date(2024, 2, 1), date(2025, 2, 1)),
        record.TestOfChange("Not yet", date(2027, 1, 1)),
        record.TestOfChange("Without a date", None),
    )
    found = build(title="", as_at=AS_AT, area=area(PACE, *tests), dots=[], waiting=[], spells=[])
    assert [(mark.kind, mark.name) for mark in found.marks] == [
        ("start", "Two-week review"),
        ("stop", "Two-week review"),
    ]


def test_the_json_keeps_the_names_that_others_hold_on_to() -> None:
    told = as_json(chart([*BEFORE, *AFTER], bars(223, 3)))
    assert {*("as_at", "aim_weeks", "points", "phases", "waiting", "estimate", "text")} <= set(told)
    assert told["points"][0] == {
        "reference": "B000",
        "recommended_on": "2022-01-10",
        "days": 420,
        "weeks": 60,
        "worker": "Aisha Khan",
        "team": "North",
    }
    phase = told["phases"][1]
    assert {key: phase[key] for key in ("name", "from", "points", "useful", "median_weeks")} == {
        "name": "since PACE start",
        "from": "2024-03-12",
        "points": 12,
        "useful": 12,
        "median_weeks": 33,
    }
    assert phase["signals"][0]["rule"] == "shift_from_baseline"
    assert list(phase["signals"][0]) == ["rule", "points", "from", "to", "text"]
    assert told["waiting"][0]["weeks"] == 223
    assert list(told["waiting"][0]) == ["reference", "days", "weeks", "lives_with", "status"]
    assert told["estimate"]["median_weeks"] == 44
    assert "name" not in told["points"][0]

"""What is impossible is refused beside its field, what is unlikely is asked about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pace_tui.core import edit as edits
from pace_tui.core.caseload import Review, Scene, review
from pace_tui.core.checks.clock import Days
from pace_tui.core.judge import Bench, judge
from pace_tui.core.record import NATIONAL_AIM, Case, Home, Recommendation, Step
from pace_tui.exchange.pathway_file import shipped

TODAY = date(2026, 11, 20)
START = TODAY - timedelta(weeks=20)


def child(**facts: object) -> Review:
    case = Case(1, 1, "A-1", "Ann B", date(2019, 5, 1), START)._replace(**facts)  # type: ignore[arg-type]
    return review(case, Scene(Days(TODAY, TODAY), shipped().pathway, NATIONAL_AIM))


def verdict(edit: edits.Edit, median: int | None = None, **facts: object) -> tuple[object, ...]:
    found = judge(edit, Bench(child(**facts), TODAY, median))
    return found.refused, " ".join(found.doubts), " ".join(found.told)


@pytest.mark.parametrize(
    ("edit", "field", "words"),
    [
        (edits.HoldStep("review_first", START - timedelta(1)), "on", "before the day accommodated"),
        (edits.HoldStep("review_first", TODAY + timedelta(1)), "on", "still to come"),
        (edits.BookStep("review_first", TODAY - timedelta(1)), "on", "has gone by"),
        (edits.BookStep("review_first", TODAY + timedelta(500)), "on", "more than a year ahead"),
        (edits.StepNotNeeded("panel", "  "), "reason", "Say why"),
        (edits.ClosePeriod(TODAY, ""), "reason", "Say why"),
        (edits.Recommend(TODAY, ""), "route", "four routes"),
        (edits.WithdrawRecommendation(TODAY, "x"), "on", "no recommendation"),
        (edits.WriteNote(TODAY, " "), "text", "a few words"),
        (edits.HearViews(TODAY, ""), "how", "a few words"),
        (edits.Allocate("", TODAY), "worker", "Choose a worker"),
        (edits.ChangeLegalBasis("", TODAY), "basis", "legal basis"),
        (edits.JudgeElement("legal", "", TODAY), "judgement", "how it was judged"),
        (edits.MoveHome("", TODAY), "lives_with", "Choose where"),
    ],
)
def test_the_impossible_is_refused_with_the_reason(
    edit: edits.Edit, field: str, words: str
) -> None:
    refused, _, _ = verdict(edit)
    assert isinstance(refused, dict)
    assert words in refused[field]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (edits.HoldStep("review_first", TODAY - timedelta(90)), "12 weeks ago"),
        (edits.BookStep("review_first", date(2026, 11, 28)), "at the weekend"),
        (edits.ClosePeriod(TODAY, "went home"), "ended without one"),
        (edits.Recommend(TODAY, "kinship_order"), "no kinship home"),
    ],
)
def test_the_unlikely_is_asked_about(edit: edits.Edit, words: str) -> None:
    refused, doubts, _ = verdict(edit)
    assert refused == {}
    assert words in str(doubts)


def test_an_ordinary_change_passes_without_a_word() -> None:
    assert verdict(edits.HoldStep("legal_advice", TODAY)) == (
        {},
        "",
        "Held 2 weeks after it was due.",
    )
    assert verdict(edits.HoldStep("recommendation", TODAY)) == ({}, "", "")
    assert verdict(edits.WriteNote(TODAY, "Seen at home")) == ({}, "", "")


def test_a_second_recommendation_is_refused_while_one_stands() -> None:
    standing = (Recommendation(TODAY - timedelta(9), "home"),)
    refused, _, _ = verdict(edits.Recommend(TODAY, "adoption"), recommendations=standing)
    assert "withdraw or correct that one" in str(refused)
    assert verdict(edits.WithdrawRecommendation(TODAY, "x"), recommendations=standing)[0] == {}


def test_a_booking_past_the_aim_and_a_moved_one_are_told() -> None:
    late = START + timedelta(weeks=29)
    _, _, told = verdict(edits.BookStep("recommendation", late))
    assert "Week 29 lies past the aim of 26 weeks." in str(told)
    booked = (Step("recommendation", booked_on=TODAY + timedelta(3)),)
    _, doubts, _ = verdict(edits.BookStep("recommendation", TODAY + timedelta(10)), steps=booked)
    assert "move it?" in str(doubts)


def test_a_recommendation_above_the_median_is_told_kindly() -> None:
    _, _, told = verdict(edits.Recommend(TODAY, "adoption"), median=100)
    assert told == (
        "At 20 weeks this will raise the chart (median 14): that is the system working."
    )
    assert verdict(edits.Recommend(TODAY, "adoption"), median=140)[2] == ""


def test_a_move_to_the_same_home_is_asked_about_and_one_before_the_last_refused() -> None:
    homes = (Home("foster", START), Home("kinship", TODAY - timedelta(9), place="Aunt"))
    assert "lives there already" in str(
        verdict(edits.MoveHome("kinship", TODAY, "Aunt"), homes=homes)[1]
    )
    refused, _, _ = verdict(edits.MoveHome("foster", TODAY - timedelta(10)), homes=homes)
    assert "The last move was on" in str(refused)

"""The caseload stands worst first, and every row can say why it stands where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from rows import AS_AT, ROWS, a_row, a_step, a_warning

from pace_tui.core import words
from pace_tui.core.caseload import display_name, say_place, worst_first, worst_status

PUBLISHED = ("check", "past_aim", "overdue", "due_soon", "recommended", "on_track")


def ordered(*rows):
    return [row.reference for row in sorted(rows, key=worst_first)]


def test_the_statuses_stand_in_the_published_order():
    assert words.STATUSES == PUBLISHED
    rows = [a_row(reference=status, status=status) for status in PUBLISHED]
    assert ordered(*rows[::-1]) == list(PUBLISHED)


def test_the_status_counts_before_everything_else():
    worse = a_row(reference="A", status="past_aim", days=183, name="Zoë")
    better = a_row(reference="B", status="overdue", days=182, name="Ann", next_step=a_step(-99))
    assert ordered(better, worse) == ["A", "B"]


def test_past_the_aim_the_longest_wait_stands_first_whatever_is_due():
    longest = a_row(reference="A", status="past_aim", days=1561, next_step=a_step(9))
    shorter = a_row(reference="B", status="past_aim", days=190, next_step=a_step(-90))
    assert ordered(shorter, longest) == ["A", "B"]


@pytest.mark.parametrize("status", ["overdue", "due_soon", "recommended", "on_track", "check"])
def test_otherwise_the_step_due_first_stands_first(status):
    first = a_row(reference="C", status=status, next_step=a_step(-9), days=1)
    second = a_row(reference="B", status=status, next_step=a_step(9), days=99)
    without = a_row(reference="A", status=status, next_step=None, days=150)
    assert ordered(without, second, first) == ["C", "B", "A"]


def test_rows_alike_stand_by_name_and_then_by_reference():
    rows = [
        a_row(reference="3", name="ann"),
        a_row(reference="2", name="Bea"),
        a_row(reference="1", name="Bea"),
    ]
    assert ordered(*rows) == ["3", "1", "2"]


@settings(max_examples=50)
@given(ROWS)
def test_two_children_never_share_a_place(rows):
    keys = [worst_first(row) for row in sorted(rows, key=worst_first)]
    assert all(before < after for before, after in pairwise(keys))


@settings(max_examples=50)
@given(ROWS)
def test_every_row_says_its_place_in_sentences_without_a_name(rows):
    for row in rows:
        said = say_place(row._replace(name="Zuleika"), AS_AT)
        assert said.endswith(".")
        assert "Zuleika" not in said
        assert row.reference not in said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"status": "check", "warnings": (a_warning("E1"),)},
            "First, because the weeks cannot be trusted: The date accommodated is missing.",
        ),
        (
            {"status": "past_aim", "days": 183},
            "Past the aim of 26 weeks by 1 day with no recommendation yet. "
            "The longest wait stands first.",
        ),
        (
            {"status": "past_aim", "days": 287},
            "Past the aim of 26 weeks by 15 weeks with no recommendation yet. "
            "The longest wait stands first.",
        ),
        (
            {"status": "overdue", "next_step": a_step(-9)},
            "Legal advice received was due 11 Nov and is 9 days late. "
            "The step that is latest stands first.",
        ),
        (
            {"status": "due_soon", "next_step": a_step(0)},
            "Legal advice received is due today. The nearest stands first.",
        ),
        (
            {"status": "due_soon", "next_step": a_step(1)},
            "Legal advice received is due in 1 day. The nearest stands first.",
        ),
        (
            {"status": "recommended"},
            "A recommendation is made and no step is late or due soon.",
        ),
        ({"status": "on_track"}, "Nothing is late or due soon, and the aim lies ahead."),
    ],
)
def test_the_words_of_a_place(facts, said):
    assert say_place(a_row(**facts), AS_AT) == said


def test_the_weeks_beyond_the_aim_are_completed_ones():
    over = {182: 0, 183: 0, 188: 0, 189: 1, 287: 15}
    for days, weeks in over.items():
        assert a_row(status="past_aim", days=days).weeks_over == weeks
    assert a_row(status="recommended", days=400).weeks_over == 0


def test_the_worst_of_several_statuses():
    assert worst_status(["on_track", "overdue", "recommended"]) == "overdue"
    assert worst_status(PUBLISHED) == "check"
    assert worst_status([]) is None


def test_a_hidden_or_missing_name_is_the_reference():
    assert display_name(a_row(), hide_names=False) == "Callum Ross"
    assert display_name(a_row(), hide_names=True) == "NB-1"
    assert display_name(a_row(name=""), hide_names=False) == "NB-1"

"""Typing narrows the caseload, sorting puts it in order, and hidden names stay hidden."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import ROWS, a_row, a_step, a_warning

from pace_tui.core import words
from pace_tui.core.filtering import SORTS, haystack, matches, needs_attention, sort_rows

WORDS = ("callum", "ross", "aisha", "foster", "kinship", "nb-1", "zoë", "past", "x")
FULL = a_row(status="past_aim", route="adoption")


@pytest.mark.parametrize(
    "typed",
    [
        "callum", "ROSS", "ross callum", "nb-1", "aisha", "khan", "northbank", "legal advice",
        "past", "foster", "adoption", "call", "allu", "", "   ", "foster callum northbank",
    ],
)  # fmt: skip
def test_a_child_is_found_by_what_the_row_shows(typed):
    assert matches(haystack(FULL), typed)


@pytest.mark.parametrize("typed", ["calum", "callum kinship", "nb-2", "callumross", "overdue x"])
def test_every_word_must_be_there(typed):
    assert not matches(haystack(FULL), typed)


@given(st.lists(st.sampled_from(WORDS)))
def test_another_word_never_widens(typed):
    hay = haystack(FULL)
    for at in range(len(typed)):
        shorter, longer = " ".join(typed[:at]), " ".join(typed[: at + 1])
        assert matches(hay, shorter) or not matches(hay, longer)


def test_capitals_of_any_alphabet_do_not_matter():
    assert matches(haystack(a_row(name="ÉVA Straße")), "éva STRASSE")


def test_a_word_is_not_found_across_two_fields():
    assert not matches(haystack(a_row(name="Callum", reference="NB-1")), "callumnb-1")


@pytest.mark.parametrize("typed", ["callum", "ross", "ross foster", "allu"])
def test_a_hidden_name_does_not_answer(typed):
    assert matches(haystack(FULL), typed)
    assert not matches(haystack(FULL, hide_names=True), typed)


def test_with_names_hidden_everything_else_answers():
    for typed in ("nb-1", "aisha", "northbank", "legal", "past", "foster", "adoption"):
        assert matches(haystack(FULL, hide_names=True), typed)


def test_what_is_not_known_is_not_found_and_breaks_nothing():
    bare = a_row(name="", worker=None, team=None, next_step=None)
    assert matches(haystack(bare), "nb-1")
    assert not matches(haystack(bare), "none")


@pytest.mark.parametrize("status", words.STATUSES)
def test_what_needs_attention(status):
    urgent = {"check", "past_aim", "overdue", "due_soon"}
    assert needs_attention(a_row(status=status)) == (status in urgent)


@pytest.mark.parametrize(
    ("rule", "needs"), [("cannot_fit", True), ("booked_past_aim", True), ("not_booked", False)]
)
def test_a_calm_status_needs_attention_where_the_aim_cannot_be_met(rule, needs):
    assert needs_attention(a_row(warnings=(a_warning(rule),))) == needs


# Sorting.


@pytest.mark.parametrize("sort", SORTS)
@settings(max_examples=25)
@given(rows=ROWS, seed=st.integers(0, 9))
def test_a_sort_does_not_depend_on_the_order_before_it(sort, rows, seed):
    shuffled = list(rows)
    Random(seed).shuffle(shuffled)
    ordered = sort_rows(rows, sort)
    assert sort_rows(shuffled, sort) == ordered
    assert sorted(row.reference for row in ordered) == sorted(row.reference for row in rows)


@pytest.mark.parametrize("sort", SORTS)
@settings(max_examples=25)
@given(rows=ROWS)
def test_a_sort_turned_round_is_the_same_from_the_other_end(sort, rows):
    assert sort_rows(rows, sort, reverse=True) == sort_rows(rows, sort)[::-1]


# (sort, the field, its values from first to last).
ORDERS = {
    "weeks": ("days", [300, 182, 7, 1, None]),
    "child": ("name", ["Ann", "bea", "Cal", ""]),
    "due": ("next_step", [a_step(-9), a_step(0), a_step(9), None]),
    "age": ("date_of_birth", [date(2024, 1, 1), date(2019, 1, 1), date(2010, 1, 1), None]),
    "lives": ("lives_with", ["home", "foster", "kinship", "secure"]),
    "step": ("next_step", [a_step(9, "Agency"), a_step(1, "Legal"), a_step(2, "Panel"), None]),
    "worker": ("worker", ["Aisha", "Ben", "Cat", None]),
    "reference": ("reference", ["NB-1", "NB-2", "NB-3"]),
    "worst": ("status", list(words.STATUSES)),
}


def test_every_sort_is_tried_here_and_has_its_words():
    assert ORDERS.keys() == SORTS.keys()
    assert all(label for label, _ in SORTS.values())


@pytest.mark.parametrize("sort", ORDERS)
def test_what_comes_first(sort):
    field, values = ORDERS[sort]
    # References count down, so that they cannot be what puts the rows in order.
    rows = [a_row(**{"reference": f"NB-{9 - at}", field: value}) for at, value in enumerate(values)]
    ordered = sort_rows(rows[::-1], sort)
    assert [getattr(row, field) for row in ordered] == values


@pytest.mark.parametrize("sort", SORTS)
def test_rows_that_are_alike_stand_by_reference(sort):
    rows = [a_row(reference=f"NB-{number}") for number in (3, 1, 2)]
    assert [row.reference for row in sort_rows(rows, sort)] == ["NB-1", "NB-2", "NB-3"]

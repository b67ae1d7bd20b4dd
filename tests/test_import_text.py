"""Text that comes in is harmless: no terminal obeys it, and what looks alike is alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.cleaning import clean, fold, guard, quoted, unguard

# Hypothesis makes no lone surrogates unless asked for the category.
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\u00a0Lee", "Ann Lee"),
        ("Ann\r\nLee\tSmith", "Ann Lee Smith"),
        ("\ufeffAnn", "Ann"),
        ("A\x1b[2Jnn", "A[2Jnn"),
        ("A\x9b2Jnn", "A2Jnn"),
        ("A\x00n\x07n", "Ann"),
        ("Ann \u202eeeL", "Ann eeL"),
        ("An\u200bn\u2060", "Ann"),
        ("Ann\U000e0041\U000e007f", "Ann"),
        ("Ann\ud800", "Ann"),
        ("Zoe\u0308", "Zoë"),
        ("e" + "\u0323" * 9, "ẹ" + "\u0323" * 4),
        ("O’Neill “Rory”", "O’Neill “Rory”"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("李 明", "李 明"),
    ],
)
def test_a_value_is_cleaned_on_the_way_in(typed, kept):
    assert clean(typed) == kept


def test_marks_cannot_pile_up_across_joiners():
    piled = clean("a" + ("\u0323" * 4 + "\u200d") * 5)
    assert sum(unicodedata.category(letter) == "Mn" for letter in piled) == 4


def test_a_note_keeps_its_lines():
    assert clean(" one \r\ntwo\rthree\u2028four\n\n", multiline=True) == "one\ntwo\nthree\nfour"


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_is_cleaning_once(text, multiline):
    once = clean(text, multiline)
    assert clean(once, multiline) == once


@given(ANY_TEXT, st.booleans())
def test_nothing_cleaned_holds_what_a_terminal_obeys_or_a_database_refuses(text, multiline):
    cleaned = clean(text, multiline)
    assert unicodedata.is_normalized("NFC", cleaned)
    allowed = {"\n"} if multiline else set()
    assert not {c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - allowed
    assert not any(unicodedata.bidirectional(c)[1:] in ("LE", "RE", "LO", "RO", "LI", "RI", "SI")
                   for c in cleaned)  # fmt: skip


@given(ANY_TEXT)
def test_a_value_guarded_against_formulas_comes_back_unchanged(text):
    value = clean(text)
    guarded = guard(value)
    assert guarded[:1] not in set("=+-@|%＝＋－＠")
    if not value.startswith('="'):
        assert unguard(guarded) == value


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+44 131", "-2", "@SUM(A1)", "|calc", "%x", "＝1", " =1", "'=1", '"=1', '="007"'],
)
def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back(value):
    assert guard(value) == "'" + value
    assert unguard(guard(value)) == value


@pytest.mark.parametrize("value", ["O'Neill", "'tis", "Ann", "12", "a=b", ""])
def test_ordinary_words_are_not_guarded(value):
    assert guard(value) == value == unguard(value)


def test_the_spreadsheet_trick_that_keeps_noughts_is_undone():
    assert unguard('="00123"') == "00123"


def test_case_spaces_and_punctuation_do_not_matter_where_words_are_compared():
    assert fold(" Date_of  Birth: ") == fold("date-of-birth") == "dateofbirth"


def test_a_message_repeats_no_endless_text():
    assert quoted("short") == "“short”"
    assert len(quoted("long" * 100)) == 32

"""`show` tells one child's journey in words, in Markdown and in JSON."""

import json

import pytest
from small_office import invoke, make_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("office") / "office.db")


def test_the_journey_in_words(office):
    result = invoke("show", office, "NB-1")
    assert result.exit_code == 0
    for said in (
        "Callum Ross (NB-1), age 7; Aisha Khan, Northbank",
        "Accommodated Fri 6 Feb 2026: 41 weeks so far, as at Fri 20 Nov 2026.",
        "The aim is 26 weeks, by Fri 7 Aug 2026.",
        "15 weeks past the aim of 26 weeks",
        "72-hour meeting: done 9 Feb 2026, due 11 Feb 2026",
        "First looked after review: due 20 Mar, 35 weeks late",
        "Permanence recommendation: due 7 Aug, 15 weeks late, booked Thu 3 Dec 2026",
        "Parallel plan begun",
        "Foster: since 6 Feb 2026, 287 days",
        "Section 25 (1995 Act): since 6 Feb 2026, 287 days",
        "Finn Drew (NB-2): Kinship",
        "heard Wed 6 May 2026",
        "Legal: partly, 6 May 2026",
        "6 May 2026: Gran Ina rang",
    ):
        assert said in result.output


def test_weeks_are_told_with_their_days(office):
    text = invoke("show", office, "NB-1", "--as-at", "2026-11-23").output
    assert "41 weeks 3 days so far, as at Mon 23 Nov 2026" in text


def test_nothing_from_after_the_day_is_told(office):
    text = invoke("show", office, "NB-1", "--as-at", "2026-02-10").output
    assert "72-hour meeting: done 9 Feb 2026" in text
    assert "Gran" not in text
    assert "heard" not in text
    found = json.loads(
        invoke("show", office, "NB-1", "--as-at", "2026-02-08", "--format", "json").output
    )
    assert found["steps"][0]["done_on"] is None
    assert found["notes"] == []


def test_hidden_names_hide_the_brothers_and_sisters_and_the_notes_too(office):
    for form in ("text", "md", "json"):
        text = invoke("show", office, "NB-1", "--hide-names", "--format", form).output
        assert "NB-1" in text
        assert "NB-2" in text
        for name in ("Callum", "Finn", "Gran"):
            assert name not in text


def test_markdown_has_the_same_facts_in_lists(office):
    text = invoke("show", office, "NB-1", "--format", "md").output
    assert text.startswith("# Callum Ross (NB-1), age 7")
    assert "## Steps" in text
    assert "- Foster: since 6 Feb 2026, 287 days" in text
    hostile = invoke("show", office, "NB-4", "--format", "md").output
    assert "\\[/b\\]" in hostile


def test_json_has_the_row_and_every_fact(office):
    found = json.loads(invoke("show", office, "NB-1", "--format", "json").output)
    assert (found["as_at"], found["days"], found["status"]) == ("2026-11-20", 287, "past_aim")
    steps = {step["key"]: step for step in found["steps"]}
    assert steps["meeting_72h"]["done_on"] == "2026-02-09"
    assert steps["recommendation"]["booked_on"] == "2026-12-03"
    assert steps["review_first"]["days_late"] == 245
    assert found["homes"][0]["lives_with"] == "foster"
    assert found["brothers_and_sisters"][0]["reference"] == "NB-2"


def test_a_period_that_has_ended_is_told(office):
    text = invoke("show", office, "NB-6").output
    assert "This period of care ended Mon 1 Dec 2025" in text


def test_a_start_that_is_missing_is_what_is_said_first(office):
    lines = invoke("show", office, "NB-5").output.splitlines()
    assert lines[1].endswith("The date accommodated is missing.")


def test_capitals_do_not_matter_and_an_unknown_reference_is_told(office):
    assert invoke("show", office, "nb-1").output == invoke("show", office, "NB-1").output
    result = invoke("show", office, "NB-77")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "NB-77" in result.stderr

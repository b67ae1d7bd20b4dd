"""`list` shows the caseload, worst first, in five forms that tell the same facts."""

import csv
import io
import json

import pytest
from small_office import HOSTILE, invoke, make_office

KEYS = {
    "reference", "name", "worker", "team", "date_of_birth", "accommodated_on", "days", "weeks",
    "aim_weeks", "status", "lives_with", "recommended_on", "route", "next_step", "warnings",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("office") / "office.db")


def listed(office, *arguments):
    result = invoke("list", office, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def references(office, *arguments):
    return [row["reference"] for row in listed(office, *arguments)]


def test_the_worst_comes_first_and_whoever_left_is_not_there(office):
    rows = listed(office)
    assert [row["status"] for row in rows][:2] == ["check", "past_aim"]
    assert {row["status"] for row in rows[2:]} == {"overdue"}
    assert {row["reference"] for row in rows} == {"NB-1", "NB-2", "NB-3", "NB-4", "NB-5"}


def test_json_has_the_fields_that_other_programs_hold_on_to(office):
    for row in listed(office):
        assert row.keys() >= KEYS
        for warning in row["warnings"]:
            assert warning.keys() == {"rule", "step", "days", "text"}
    callum = next(row for row in listed(office) if row["reference"] == "NB-1")
    assert (callum["days"], callum["weeks"], callum["aim_weeks"]) == (287, 41, 26)
    assert callum["next_step"] == {
        "key": "review_first",
        "name": "First looked after review",
        "due_on": "2026-03-20",
        "booked_on": None,
        "days_late": 245,
    }


def test_a_recommended_childs_weeks_stop_at_the_recommendation(office):
    row = next(row for row in listed(office) if row["reference"] == "NB-4")
    assert (row["days"], row["weeks"]) == (190, 27)
    assert (row["recommended_on"], row["route"]) == ("2026-05-01", "adoption")


def test_another_day_shows_the_caseload_of_that_day(office):
    assert references(office, "--as-at", "01/02/2025") == ["NB-5", "NB-6"]
    on_iso = listed(office, "--as-at", "2026-02-13", "--worker", "Aisha Khan")
    assert [(row["reference"], row["days"]) for row in on_iso] == [("NB-1", 7)]


def test_only_one_workers_or_one_teams_children(office):
    assert set(references(office, "--worker", "Aisha Khan")) == {"NB-1", "NB-2"}
    assert set(references(office, "--worker", "aisha  KHAN")) == {"NB-1", "NB-2"}
    assert set(references(office, "--team", "Hillend")) == {"NB-3", "NB-4", "NB-5"}
    assert references(office, "--team", "Hillend", "--worker", "Aisha Khan") == []


def test_only_some_statuses(office):
    assert references(office, "--status", "past_aim") == ["NB-1"]
    assert references(office, "--status", "past_aim", "--status", "check") == ["NB-5", "NB-1"]


@pytest.mark.parametrize("span", ["14d", "2w", "14"])
def test_due_within_counts_days_or_weeks_from_the_date_and_holds_what_is_late(office, span):
    # As at 10 Jul 2026 NB-2's first step is due 15 Jul, and NB-1 is late already.
    near = references(office, "--as-at", "2026-07-10", "--due-within", span)
    assert set(near) >= {"NB-1", "NB-2"}
    assert "NB-5" not in near
    nearer = references(office, "--as-at", "2026-07-10", "--due-within", "4d")
    assert "NB-2" not in nearer
    assert "NB-2" in references(office, "--as-at", "2026-07-10", "--due-within", "5d")


@pytest.mark.parametrize("form", ["table", "plain", "json", "csv", "md"])
def test_hidden_names_are_in_no_form(office, form):
    shown = invoke("list", office, "--format", form).output
    hidden = invoke("list", office, "--format", form, "--hide-names").output
    for name in ("Callum Ross", "Finn Drew", "Lena Lost", "Orla"):
        assert name in shown
        assert name not in hidden
    assert "NB-1" in hidden
    assert all(row["name"] is None for row in listed(office, "--hide-names"))


@pytest.mark.parametrize("form", ["table", "plain", "json", "csv", "md"])
def test_a_name_cannot_steer_the_terminal(office, form):
    text = invoke("list", office, "--format", form).output
    assert "Orla" in text
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)


def test_json_keeps_a_name_exactly(office):
    assert HOSTILE in {row["name"] for row in listed(office)}


def test_csv_has_a_line_a_child_and_nothing_that_a_spreadsheet_would_run(office):
    text = invoke("list", office, "--format", "csv").output
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["reference"] for row in rows] == references(office)
    by_reference = {row["reference"]: row for row in rows}
    assert by_reference["NB-4"]["name"] == "'=Orla [/b]\ufffd[2J\ufffdM\ufffd M"
    assert by_reference["NB-1"]["next_step_due_on"] == "2026-03-20"
    assert by_reference["NB-5"]["days"] == ""


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_the_table_fits_the_terminal(office, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    lines = invoke("list", office).output.splitlines()
    assert len(lines) > 7
    assert max(len(line) for line in lines) <= width


def test_the_table_says_each_status_with_a_sign_and_a_word(office):
    text = invoke("list", office, "--glyphs", "unicode").output
    callum = next(line for line in text.splitlines() if "Callum" in line)
    assert callum.startswith("■ Past")
    plain = invoke("list", office, "--glyphs", "ascii", "--worker", "Aisha Khan").output
    assert plain.isascii()


def test_plain_is_sentences_without_signs_one_child_a_line(office):
    lines = invoke("list", office, "--format", "plain").output.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("Northbank: 5 children as at Fri 20 Nov 2026")
    callum = next(line for line in lines if line.startswith("Callum Ross (NB-1), age 7, 41 weeks"))
    assert "15 weeks past the aim of 26 weeks" in callum
    assert not set("■▲◐✓●│╌█") & set("".join(lines))


def test_a_name_of_nobody_is_told_with_the_names_near_it(office):
    result = invoke("list", office, "--worker", "Aisha Kahn")
    assert result.exit_code == 2
    assert "Aisha Khan" in result.stderr
    assert result.stdout == ""
    result = invoke("list", office, "--team", "Nowhere")
    assert result.exit_code == 2
    assert "Northbank" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--as-at", "31/02/2026"),
        ("--as-at", "soon"),
        ("--as-at", ""),
        ("--due-within", "-3d"),
        ("--due-within", "soon"),
        ("--status", "fine"),
        ("--format", "yaml"),
    ],
)
def test_a_wrong_value_is_a_wrong_call(office, wrong):
    result = invoke("list", office, *wrong)
    assert result.exit_code == 2
    assert wrong[0] in result.stderr


def test_nobody_to_list_is_said_and_is_no_error(office):
    for form in ("table", "plain", "md"):
        result = invoke("list", office, "--status", "on_track", "--format", form)
        assert result.exit_code == 0
        assert "0 children" in result.output

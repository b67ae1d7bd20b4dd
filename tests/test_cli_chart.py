"""`chart` draws and says the run chart and the waiting list; `runchart` judges any series."""

import json

import pytest
from small_office import invoke, make_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("office") / "office.db")


def as_json(*arguments):
    result = invoke(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_json_has_who_was_recommended_and_who_waits(office):
    found = as_json("chart", office)
    assert (found["as_at"], found["aim_weeks"]) == ("2026-11-20", 26)
    assert [(each["reference"], each["days"]) for each in found["points"]] == [("NB-4", 190)]
    waiting = [(each["reference"], each["weeks"]) for each in found["waiting"]]
    assert waiting == [("NB-1", 41), ("NB-2", 19), ("NB-3", 4)]
    assert [each["reference"] for each in found["left_out"]] == ["NB-5"]
    assert found.keys() >= {"phases", "estimate", "text"}


def test_the_picture_and_its_words(office):
    text = invoke("chart", office, "--glyphs", "unicode").output
    assert "aim 26" in text
    words = " ".join(text.split())
    for sentence in as_json("chart", office)["text"].split(". "):
        assert " ".join(sentence.split()) in words
    assert "Callum" not in text
    assert invoke("chart", office, "--glyphs", "ascii").output.isascii()


def test_only_one_teams_or_one_workers(office):
    by_team = as_json("chart", office, "--team", "hillend")
    assert [each["reference"] for each in by_team["waiting"]] == ["NB-3"]
    by_worker = as_json("chart", office, "--worker", "Aisha Khan")
    assert [each["reference"] for each in by_worker["waiting"]] == ["NB-1", "NB-2"]
    assert invoke("chart", office, "--team", "Nowhere").exit_code == 2


def test_another_aim_by_name_or_in_weeks(office):
    found = as_json("chart", office, "--aim", "45")
    assert found["aim_weeks"] == 45
    assert {each["status"] for each in found["waiting"]} == {"overdue"}
    assert as_json("chart", office, "--aim", "national AIM") == as_json("chart", office)
    for wrong in ("0", "-3", "weeks", "1e3", "٣"):
        result = invoke("chart", office, "--aim", wrong)
        assert result.exit_code == 2
        assert "National aim" in result.stderr


def test_out_writes_the_same_and_replaces_what_is_there(office, tmp_path):
    out = tmp_path / "chart.json"
    out.write_text("older")
    result = invoke("chart", office, "--format", "json", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(out.read_text("utf-8")) == as_json("chart", office)
    assert [each.name for each in tmp_path.iterdir()] == ["chart.json"]


def test_out_into_a_folder_that_is_not_there(office, tmp_path):
    result = invoke("chart", office, "--out", tmp_path / "nowhere" / "chart.txt")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_runchart_needs_no_caseload_file(tmp_path):
    values = tmp_path / "values.csv"
    series = [10, 12, 9, 11, 12, 11, 9, 10, 20, 21, 22, 21, 20, 23, 22, 21]
    values.write_text(
        "date,value\n" + "".join(f"2026-01-{at:02},{value}\n" for at, value in enumerate(series, 1))
    )
    found = as_json("runchart", values, "--baseline", "8")
    assert (found["points"], found["median"], found["signal"]) == (16, 10.5, True)
    assert found["shifts"] == [[8, 9, 10, 11, 12, 13, 14, 15]]
    assert found.keys() >= {
        "useful", "longest_run", "longest_run_limit", "crossings", "crossings_limit",
        "runs", "runs_low", "runs_high", "trends", "rephase",
    }  # fmt: skip
    assert "Median 10.5" in invoke("runchart", values, "--baseline", "8").output


def test_runchart_of_what_is_no_series(tmp_path):
    words = tmp_path / "words.csv"
    words.write_text("value\nten\n")
    for wrong in (words, tmp_path / "missing.csv", tmp_path):
        result = invoke("runchart", wrong)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
    assert invoke("runchart", words, "--baseline", "0").exit_code == 2

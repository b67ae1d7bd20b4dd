"""`import` tells its plan, then writes all of it or nothing."""

import json

import pytest
from small_office import invoke, make_office

GOOD = (
    "reference,name,date_of_birth,worker,team,accommodated_on,lives_with\n"
    "NB-1,Callum Ross,02/01/2019,Aisha Khan,Northbank,06/02/2026,foster\n"
    "NB-9,Nell New,01/02/2021,Aisha Khan,Northbank,03/04/2026,kinship\n"
)


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path / "office.db")


@pytest.fixture
def source(tmp_path):
    (tmp_path / "children.csv").write_text(GOOD)
    return tmp_path / "children.csv"


def imported(*arguments):
    result = invoke("import", *arguments, "--format", "json")
    return result.exit_code, json.loads(result.stdout)


def test_a_new_child_is_on_the_caseload_afterwards(office, source):
    status, found = imported(office, source)
    assert (status, found["written"]) == (0, True)
    assert found["children"]["new"] == 1
    assert found["children"]["missing"] > 0
    assert found["rejected"] == []
    assert "Nell New" in invoke("show", office, "NB-9").output


def test_a_dry_run_tells_the_same_and_writes_nothing(office, source):
    before = office.read_bytes()
    status, dry = imported(office, source, "--dry-run")
    assert (status, dry["written"]) == (0, False)
    assert office.read_bytes() == before
    _, wet = imported(office, source)
    assert {**wet, "written": False} == dry


def test_the_same_source_twice_changes_nothing(office, source):
    imported(office, source)
    before = invoke("list", office, "--format", "json").output
    status, again = imported(office, source)
    assert (status, again["written"]) == (0, False)
    assert (again["children"]["new"], again["children"]["changed"]) == (0, 0)
    assert invoke("list", office, "--format", "json").output == before


def test_with_one_bad_row_nothing_is_written(office, source):
    source.write_text(GOOD + "NB-10,Bad,99/99/2020,Aisha Khan,Northbank,03/05/2026,kinship\n")
    before = office.read_bytes()
    status, found = imported(office, source)
    assert (status, found["written"]) == (1, False)
    assert [(each["file"], each["row"]) for each in found["rejected"]] == [("children.csv", 4)]
    assert office.read_bytes() == before
    said = invoke("import", office, source)
    assert said.exit_code == 1
    assert "children.csv, row 4:" in said.stdout
    assert "Nothing was written" in said.stdout


def test_the_plan_in_words(office, source):
    text = invoke("import", office, source).output
    assert "Children: 1 new" in text
    assert "nothing is closed" in text
    assert text.splitlines()[-1] == "Written."


def test_a_source_that_is_not_there_or_no_table(office, tmp_path):
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    for wrong in (tmp_path / "missing.csv", tmp_path / "odd.csv"):
        result = invoke("import", office, wrong)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1

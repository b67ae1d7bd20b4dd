"""The faults that leave a child's weeks unknown or untrue: each found, and nothing beside it."""

import json
from datetime import date, timedelta

import pytest
from cases import AIM_DAY, NAME, START, case, made, on, row
from small_office import invoke

from pace_tui.core.checks.clock import CLOCK_CHECKS, Days, clock_findings
from pace_tui.core.record import Recommendation

DAY = timedelta(1)
CATALOGUE = ("C1", "C3", "E1", "E2", "E4", "E7", "E8", "E15", "R1", "R2", "R4")


def codes(child, as_at=AIM_DAY, horizon=None):
    return [each.code for each in clock_findings(child, Days(as_at, horizon or as_at))]


def other(start, end=None):
    """Another period of the same child, in days since this one's start."""
    return (None if start is None else on(start), None if end is None else on(end))


# (code, a record with the fault, the nearest record without it).
FAULTS = {
    "one reference twice": ("C1", case(same_reference=True), case()),
    "before birth": ("C3", case(date_of_birth=START + DAY), case(date_of_birth=START)),
    "no start": ("E1", case(accommodated_on=None), case()),
    "end before start": ("E2", case(ended_on=START - DAY), case(ended_on=START)),
    "start to come": (
        "E4", case(accommodated_on=AIM_DAY + DAY), case(accommodated_on=AIM_DAY),
    ),
    "began while one is open": (
        "E7", case(others=(other(-100),)), case(others=(other(-100, 0),)),
    ),
    "begins as another does": ("E7", case(others=(other(0),)), case(others=(other(-9, 0),))),
    "runs into this one": ("E8", case(others=(other(-100, 1),)), case(others=(other(-100, 0),))),
    "this one runs into it": (
        "E8", case(ended_on=on(50), others=(other(49, 60),)),
        case(ended_on=on(50), others=(other(50, 60),)),
    ),
    "this open one runs into it": (
        "E8", case(others=(other(49, 60),)), case(others=(other(-60, -49),)),
    ),
    "one day for both": ("E8", case(others=(other(0, 5),)), case(others=(other(-5, 0),))),
    "start not known": ("E15", case(start_known=False), case()),
    "recommended before": ("R1", case(recommendations=made(-1)), case(recommendations=made(0))),
    "recommended after": (
        "R2", case(ended_on=on(50), recommendations=made(51)),
        case(ended_on=on(50), recommendations=made(50)),
    ),
    "recommended twice": (
        "R4", case(recommendations=made(5) + made(9)),
        case(recommendations=(Recommendation(on(5), "home", withdrawn_on=on(9)), *made(9))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_its_neighbour_is_none(name):
    code, faulty, sound = FAULTS[name]
    assert codes(faulty) == [code]
    assert codes(sound) == []
    assert row(faulty, AIM_DAY).status == "check"


def test_the_clock_findings_are_those_of_the_catalogue():
    assert tuple(CLOCK_CHECKS) == CATALOGUE
    assert {code for code, _, _ in FAULTS.values()} == set(CATALOGUE)


def test_a_usual_child_has_none():
    assert codes(case()) == []
    assert row(case(), AIM_DAY).status == "overdue"


# As at another day.


def test_a_start_the_file_can_know_of_is_not_in_the_future():
    child = case(accommodated_on=AIM_DAY + DAY)
    assert codes(child, AIM_DAY, horizon=AIM_DAY) == ["E4"]
    assert codes(child, AIM_DAY, horizon=AIM_DAY + DAY) == []


@pytest.mark.parametrize("end", [None, 300])
def test_another_period_counts_from_the_day_it_begins(end):
    child = case(others=(other(100, end),))
    assert codes(child, on(99), horizon=AIM_DAY) == []
    assert codes(child, on(100), horizon=AIM_DAY) == ["E8"]


def test_what_is_recommended_later_is_no_fault_yet():
    twice = case(recommendations=made(5) + made(90))
    assert codes(twice, on(89)) == []
    assert codes(twice, on(90)) == ["R4"]
    after = case(ended_on=on(50), recommendations=made(60))
    assert codes(after, on(59)) == []
    assert codes(after, on(60)) == ["R2"]


def test_several_faults_are_told_in_the_catalogues_order():
    child = case(
        date_of_birth=START + DAY,
        ended_on=START - DAY,
        recommendations=made(-3) + made(-2),
        same_reference=True,
        start_known=False,
    )
    assert codes(child) == ["C1", "C3", "E2", "E15", "R1", "R4"]


# What the rest of the program makes of it.


@pytest.mark.parametrize("name", FAULTS)
def test_a_child_to_check_keeps_the_plain_count_of_days(name):
    _, child, _ = FAULTS[name]
    if child.accommodated_on is None:
        assert (row(child, AIM_DAY).days, row(child, AIM_DAY).weeks) == (None, None)
        return
    stands = [each.recommended_on for each in child.recommendations]
    until = min(stands, default=AIM_DAY)
    days = (until - child.accommodated_on).days
    assert row(child, AIM_DAY).days == days
    assert row(child, AIM_DAY).weeks == days // 7


@pytest.mark.parametrize("name", FAULTS)
def test_a_finding_says_what_is_wrong_in_one_sentence_without_a_name(name):
    code, child, _ = FAULTS[name]
    (finding,) = clock_findings(child, Days(AIM_DAY, AIM_DAY))
    assert finding.text.endswith(".")
    assert finding.text[0].isupper()
    assert NAME.split()[0] not in finding.text
    assert [(each.rule, each.text) for each in row(child, AIM_DAY).warnings] == [
        (code, finding.text)
    ]


def test_references_that_differ_in_capitals_or_spaces_are_one_reference_twice(tmp_path):
    file = tmp_path / "office.db"
    (tmp_path / "children.csv").write_text(
        "reference,accommodated_on\nNB-7,2026-03-02\nnb-7,2026-03-03\nNB-77,2026-03-04\n"
    )
    assert invoke("new", file, "--as-at", AIM_DAY).exit_code == 0
    assert invoke("import", file, tmp_path / "children.csv").exit_code == 0
    rows = json.loads(invoke("list", file, "--format", "json").stdout)
    told = {each["reference"]: [w["rule"] for w in each["warnings"]] for each in rows}
    assert told["NB-7"] == told["nb-7"] == ["C1"]
    assert "C1" not in told["NB-77"]


def test_an_old_fault_that_a_later_period_put_right_keeps_nobody_on_the_list(tmp_path):
    file = tmp_path / "office.db"
    (tmp_path / "children.csv").write_text(
        "reference,accommodated_on,ended_on\n"
        "LAST,2026-03-02,2026-03-01\n"
        "OLDER,2026-03-02,2026-03-01\nOLDER,2026-04-01,2026-05-01\n"
    )
    assert invoke("new", file, "--as-at", AIM_DAY).exit_code == 0
    assert invoke("import", file, tmp_path / "children.csv").exit_code == 0
    rows = json.loads(invoke("list", file, "--format", "json").stdout)
    assert [(each["reference"], each["status"]) for each in rows] == [("LAST", "check")]
    before = json.loads(
        invoke("list", file, "--format", "json", "--as-at", date(2026, 4, 15)).stdout
    )
    assert {each["reference"] for each in before} == {"LAST", "OLDER"}

"""What other programs hold on to: three hundred invented children, brought in through the real
commands and compared one by one with an independent reading of the contract (`oracle.py`)."""

import json
import sqlite3
from collections import Counter
from datetime import date, timedelta

import pytest
import shapes
from invented import AS_AT, CHILDREN, EARLIER, invented
from oracle import (
    Day,
    Expected,
    NextStep,
    Office,
    Point,
    key_of,
    later,
    predict,
    predict_points,
    working_days_later,
)
from small_office import invoke, run

LATER = (date(2026, 11, 21), date(2027, 1, 15), date(2028, 2, 29))
DAYS = (AS_AT, *EARLIER, *LATER)
COUNTED = ("children", "periods", "steps", "recommendations")


@pytest.fixture(scope="module")
def office():
    return invented()


@pytest.fixture(scope="module")
def file(office, tmp_path_factory):
    """The invented children in a file, brought in as a council's scheduled job would do it."""
    folder = tmp_path_factory.mktemp("contract")
    office.write(folder)
    made = run("new", "office.db", "--as-at", AS_AT, cwd=folder)
    assert made.returncode == 0, made.stderr
    done = run("import", "office.db", ".", "--format", "json", cwd=folder)
    assert (done.returncode, json.loads(done.stdout)["written"]) == (0, True)
    return folder / "office.db"


@pytest.fixture(scope="module")
def holidays(file):
    with sqlite3.connect(file) as connection:
        days = connection.execute("SELECT day FROM holiday").fetchall()
    return frozenset(date.fromisoformat(day).toordinal() for (day,) in days)


def the_day(as_at, holidays):
    return Day(as_at.toordinal(), max(as_at, AS_AT).toordinal(), holidays)


def printed(*arguments):
    result = invoke(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def said(row, expected):
    """A row of the JSON in the words of the oracle."""
    rules = {warning["rule"] for warning in row["warnings"]}
    late = {(each["step"], each["days"]) for each in row["warnings"] if each["rule"] == "step_late"}
    checked = row["status"] == "check"
    return Expected(
        **{
            field: row[field] for field in Expected._fields if field in row and field != "next_step"
        },
        next_step=NextStep(**row["next_step"]) if row["next_step"] else None,
        # A fault of the clock stands alone: no other warning is true beside it.
        late=expected.late if checked else frozenset(late),
        faults=frozenset("E7" if rule == "E8" else rule for rule in rules if checked),
    )


def difference(row, expected):
    pairs = zip(Expected._fields, said(row, expected), expected, strict=True)
    return {field: (told, meant) for field, told, meant in pairs if told != meant}


@pytest.mark.parametrize("as_at", DAYS, ids=str)
def test_the_caseload_of_a_day_is_the_contracts_child_by_child(file, office, holidays, as_at):
    rows = {row["reference"]: row for row in printed("list", file, "--as-at", as_at)}
    expected = predict(office, the_day(as_at, holidays))
    assert rows.keys() == expected.keys()
    differences = {
        reference: found
        for reference, meant in expected.items()
        if (found := difference(rows[reference], meant))
    }
    assert differences == {}


@pytest.mark.parametrize("as_at", DAYS, ids=str)
def test_the_chart_of_a_day_has_the_same_children(file, office, holidays, as_at):
    chart = printed("chart", file, "--as-at", as_at)
    points = [Point(**{field: each[field] for field in Point._fields}) for each in chart["points"]]
    assert points == predict_points(office, the_day(as_at, holidays))
    waiting = [
        (-each.days, each.reference, each.weeks, each.lives_with, each.status)
        for each in predict(office, the_day(as_at, holidays)).values()
        if each.recommended_on is None and each.status != "check"
    ]
    assert [
        (-each["days"], each["reference"], each["weeks"], each["lives_with"], each["status"])
        for each in chart["waiting"]
    ] == sorted(waiting)


def test_the_list_without_a_day_is_that_of_the_files_own_day(file):
    assert printed("list", file) == printed("list", file, "--as-at", AS_AT)


def test_the_real_command_prints_the_same(file):
    done = run("list", file.name, "--format", "json", "--as-at", AS_AT, cwd=file.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == printed("list", file)


@pytest.mark.parametrize("field", ["worker", "team", "status"])
def test_narrowing_takes_rows_away_and_changes_none(file, field):
    rows = printed("list", file)
    values = {row[field] for row in rows} - {None}
    assert len(values) > 1
    for value in values:
        narrowed = printed("list", file, f"--{field}", value)
        assert narrowed == [row for row in rows if row[field] == value]


def test_due_within_is_the_next_step_near_enough(file):
    limit = (AS_AT + timedelta(14)).isoformat()
    rows = printed("list", file)
    near = [row for row in rows if row["next_step"] and row["next_step"]["due_on"] <= limit]
    assert len(near) < len(rows)
    assert printed("list", file, "--due-within", "14d") == near


def test_show_tells_the_lists_row(file):
    rows = printed("list", file)
    for row in rows[:: len(rows) // 25]:
        shown = printed("show", file, row["reference"])
        # One child is told with every warning, a list with those that can be seen coming.
        assert {key: shown[key] for key in row if key != "warnings"} == {
            key: value for key, value in row.items() if key != "warnings"
        }
        assert all(warning in shown["warnings"] for warning in row["warnings"])


def test_the_same_source_twice_changes_nothing(file, office):
    before = dumped(file)
    again = printed("import", file, file.parent)
    assert again["written"] is False
    for kind in COUNTED:
        assert (again[kind]["new"], again[kind]["changed"], again[kind]["missing"]) == (0, 0, 0)
    assert [again[kind]["unchanged"] for kind in COUNTED] == [
        CHILDREN, len(office.children), len(office.steps), len(office.recommendations)
    ]  # fmt: skip
    assert dumped(file) == before


def dumped(file):
    with sqlite3.connect(file) as connection:
        return list(connection.iterdump())


def test_a_source_without_some_children_closes_none_of_them(file, office, tmp_path):
    absent = {"reference": None}
    for row in office.children:
        if not row["ended_on"]:
            absent = row
            break
    rest = [row for row in office.children if row["reference"] != absent["reference"]]
    Office(rest, [], [], []).write(tmp_path)
    before = dumped(file)
    dry = printed("import", file, tmp_path / "children.csv", "--dry-run")
    assert dry["children"]["missing"] == 1
    assert dry["children"]["unchanged"] == CHILDREN - 1
    assert dumped(file) == before


# A file without a day of its own is as at today.


@pytest.fixture
def of_today(tmp_path):
    today = date.today()
    starts = {"BEGUN": -40, "AHEAD": 40}
    rows = [
        {"reference": name, "accommodated_on": (today + timedelta(days)).isoformat()}
        for name, days in starts.items()
    ]
    Office(rows, [], [], []).write(tmp_path)
    assert invoke("new", tmp_path / "office.db").exit_code == 0
    assert invoke("import", tmp_path / "office.db", tmp_path).exit_code == 0
    return tmp_path / "office.db", today


def statuses(file, *arguments):
    return {row["reference"]: row["status"] for row in printed("list", file, *arguments)}


def test_a_start_after_today_is_to_be_checked_until_a_later_day_is_asked_for(of_today):
    file, today = of_today
    assert statuses(file)["AHEAD"] == "check"
    assert statuses(file, "--as-at", today + timedelta(39))["AHEAD"] == "check"
    assert statuses(file, "--as-at", today + timedelta(40))["AHEAD"] != "check"


def test_a_start_between_the_day_asked_for_and_today_is_not_there_yet(of_today):
    file, today = of_today
    assert "BEGUN" in statuses(file)
    assert "BEGUN" in statuses(file, "--as-at", today - timedelta(40))
    assert "BEGUN" not in statuses(file, "--as-at", today - timedelta(41))


# The shapes of the JSON.


@pytest.mark.parametrize("as_at", DAYS, ids=str)
def test_the_shape_of_list_and_chart(file, as_at):
    rows = printed("list", file, "--as-at", as_at)
    assert rows
    assert list(shapes.misfits(rows, shapes.LIST)) == []
    assert list(shapes.misfits(printed("chart", file, "--as-at", as_at), shapes.CHART)) == []


def test_the_shape_of_list_and_chart_of_an_empty_file(tmp_path):
    assert invoke("new", tmp_path / "empty.db").exit_code == 0
    assert printed("list", tmp_path / "empty.db") == []
    chart = printed("chart", tmp_path / "empty.db")
    assert list(shapes.misfits(chart, shapes.CHART)) == []
    assert (chart["points"], chart["waiting"]) == ([], [])


def test_hidden_names_are_null(file):
    rows = printed("list", file, "--hide-names")
    assert list(shapes.misfits(rows, shapes.LIST)) == []
    assert {row["name"] for row in rows} == {None}


def test_the_shape_of_show(file, office):
    for reference in sorted({row["reference"] for row in office.children})[::10]:
        shown = printed("show", file, reference)
        assert list(shapes.misfits(shown, shapes.ROW)) == []
        assert shown["reference"] == reference


SERIES = {
    "nothing": [],
    "one value": [3],
    "all the same": [5] * 12,
    "no signal": [10, 12, 9, 11, 12, 11, 9, 10, 13, 8, 12, 9],
    "a shift": [10, 12, 9, 11, 12, 11, 9, 10, 20.5, 21, 22, 21, 20, 23, 22, 21, 24, 20],
    "a trend": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
}


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("baseline", [(), ("--baseline", "8")], ids=["free", "frozen"])
def test_the_shape_of_runchart(name, baseline, tmp_path):
    values = tmp_path / "values.csv"
    values.write_text("value\n" + "".join(f"{value}\n" for value in SERIES[name]))
    found = printed("runchart", values, *baseline)
    assert list(shapes.misfits(found, shapes.RUNCHART)) == []
    assert found["points"] == len(SERIES[name])


def test_the_shape_of_import(file, tmp_path):
    (tmp_path / "children.csv").write_text(
        "reference,accommodated_on\nNEW-1,2026-03-31\nNEW-2,31/02/2026\n,2026-03-31\n"
    )
    result = invoke("import", file, tmp_path, "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["written"]) == (1, False)
    assert list(shapes.misfits(found, shapes.IMPORT)) == []
    assert [(each["file"], each["row"]) for each in found["rejected"]] == [
        ("children.csv", 3),
        ("children.csv", 4),
    ]
    assert list(shapes.misfits(printed("import", file, file.parent), shapes.IMPORT)) == []


# The tests' own tools: the edges are met, and the checker can say no.


def test_the_invented_children_meet_every_edge(office, holidays):
    expected = predict(office, the_day(AS_AT, holidays)).values()
    assert len({row["reference"] for row in office.children}) == CHILDREN
    assert min(Counter(each.status for each in expected)[word] for word in shapes.STATUS) >= 5
    assert set.union(*(set(each.faults) for each in expected)) == {
        "C3", "E2", "E4", "E7", "R1", "R2", "R4",
    }  # fmt: skip
    waiting = {each.days for each in expected if each.recommended_on is None}
    assert waiting >= {0, 182, 183}
    due = {each.next_step.due_on for each in expected if each.next_step and not each.faults}
    assert due >= {(AS_AT + timedelta(days)).isoformat() for days in (-1, 0, 14, 15)}
    assert {each.route for each in expected} == {None, *shapes.ROUTE}
    assert {each.lives_with for each in expected} == shapes.LIVES_WITH
    steps = {each.next_step.key for each in expected if each.next_step}
    assert steps == {key_of(row["step"]) for row in office.steps} - {"order"}


def test_the_oracle_counts_as_people_do_with_a_calendar():
    def ordinal(text):
        return date.fromisoformat(text).toordinal()

    christmas = frozenset(map(ordinal, ("2026-12-25", "2026-12-28")))
    assert working_days_later(ordinal("2026-12-24"), 3, christmas) == ordinal("2026-12-31")
    assert working_days_later(ordinal("2026-11-20"), 3, frozenset()) == ordinal("2026-11-25")
    assert later(ordinal("2026-11-30"), 3, "months", frozenset()) == ordinal("2027-02-28")
    assert later(ordinal("2023-11-29"), 3, "months", frozenset()) == ordinal("2024-02-29")
    assert later(ordinal("2026-05-22"), 26, "weeks", frozenset()) == ordinal("2026-11-20")


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (True, int),
        (1, bool),
        (1.0, int),
        ("1", shapes.NUMBER),
        ("2026-02-30", shapes.DATE),
        ("20260220", shapes.DATE),
        (None, shapes.DATE),
        ({"new": 1}, shapes.COUNTS),
        ([1, "2"], [int]),
        ({}, [int]),
        ([], {}),
        ("fine", shapes.STATUS),
        (None, (int, str)),
    ],
)
def test_the_checker_of_shapes_can_say_no(value, shape):
    assert list(shapes.misfits(value, shape)) != []

"""The file is pleasant in other tools: plain SQLite, sqlite-utils, and its view `caseload`."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest
from faulty import plain
from make_file import with_children

from pace_tui.store.casefile import connect
from pace_tui.store.review import read_office, reviews

AS_AT = "2026-11-20"


def child(reference, start, **facts):
    """A child with a worker and a home, unless it is said otherwise."""
    known = {"worker": "Ann Bain", "team": "North", "homes": [("foster", start)]}
    return {"reference": reference, "accommodated_on": start, **known, **facts}


MADE = {"recommended_on": "2026-08-03", "route": "adoption"}
CHILDREN = [
    child("A-01", "2026-05-22", name="Cal"),
    child("A-02", "2026-05-22", born="2019-02-03", homes=[("home", "2026-05-22", "2026-06-01")]),
    child("A-03", "2025-11-20", recommendations=[("2026-05-20", "adoption")]),
    child("A-04", "2025-11-20", recommendations=[("2026-11-21", "kinship_order")]),
    child("A-05", "2025-11-20", recommendations=[MADE | {"withdrawn_on": "2026-11-20"}]),
    child("A-06", "2025-11-20", recommendations=[MADE | {"withdrawn_on": "2026-11-21"}]),
    child(
        "A-07",
        "2025-11-20",
        recommendations=[("2026-09-01", "home"), ("2026-06-01", "adoption")],
    ),
    child("A-08", "2026-11-20"),
    child("A-09", "2026-01-05", ended="2026-11-21"),
    child("A-10", "2026-01-05", ended="2026-11-20"),
    child("A-11", "2026-01-05", ended="2026-03-01", end_reason="home"),
    child("A-12", "2026-01-05", worker=None, team=None, homes=[]),
    child("A-13", "2026-01-05", worker=None, team="South"),
    child("A-14", "2024-03-01", homes=[("foster", "2024-03-01"), ("kinship", "2026-11-20")]),
    child("A-16", "2024-03-01", homes=[("foster", "2024-03-01", AS_AT)]),
    child("A-15", "2025-01-05", ended="2025-06-01"),
    child("A-15", "2026-02-28", worker="Cy Dow"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return with_children(tmp_path_factory.mktemp("view") / "cases.db", CHILDREN, as_at=AS_AT)


def viewed(connection):
    cursor = connection.execute("SELECT * FROM caseload ORDER BY reference")
    names = [column for column, *_ in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def iso(day):
    return day and day.isoformat()


def reviewed(connection):
    """The same columns as the program itself works them out."""
    office = read_office(connection)
    rows = [each.row for each in reviews(connection, office.scene)]
    return [
        {
            "reference": row.reference,
            "name": row.name,
            "worker": row.worker,
            "team": row.team,
            "date_of_birth": iso(row.date_of_birth),
            "accommodated_on": iso(row.accommodated_on),
            "days": row.days,
            "weeks": row.weeks,
            "lives_with": None if row.lives_with == "unknown" else row.lives_with,
            "recommended_on": iso(row.recommended_on),
            "route": row.route,
            "as_at": AS_AT,
        }
        for row in sorted(rows, key=lambda row: row.reference)
    ]


def test_the_view_tells_what_the_program_tells(path):
    with closing(connect(path, "ro")) as connection:
        assert viewed(connection) == reviewed(connection)


def test_the_view_tells_what_was_worked_out_by_hand(path):
    with closing(plain(path)) as other:
        told = {row["reference"]: row for row in viewed(other)}
    assert set(told) == {f"A-{n:02}" for n in range(1, 17)} - {"A-10", "A-11"}
    days = {reference: (row["days"], row["weeks"]) for reference, row in told.items()}
    assert days["A-01"] == (182, 26)
    assert days["A-03"] == (181, 25)
    assert days["A-04"] == (365, 52)
    assert days["A-06"] == (256, 36)
    assert days["A-07"] == (193, 27)
    assert days["A-08"] == (0, 0)
    assert told["A-02"]["lives_with"] is None
    assert told["A-05"]["recommended_on"] is None
    assert told["A-07"]["route"] == "adoption"
    assert told["A-13"]["team"] == "South"
    assert told["A-14"]["lives_with"] == "kinship"
    assert told["A-15"]["worker"] == "Cy Dow"


def test_the_view_counts_to_today_where_the_file_has_no_day(tmp_path):
    path = with_children(tmp_path / "cases.db", [child("A-1", "2026-01-05")])
    with closing(plain(path)) as other:
        before = date.today()
        (row,) = viewed(other)
        assert row["days"] in {(day - date(2026, 1, 5)).days for day in (before, date.today())}


def sqlite_utils(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def test_sqlite_utils_lists_and_reads_it(path):
    before = path.read_bytes()
    counts = {each["table"]: each["count"] for each in sqlite_utils("tables", path, "--counts")}
    assert counts["child"] == 16
    assert counts["period"] == 17
    children = sqlite_utils("rows", path, "child", "--where", "reference = 'A-02'")
    assert children[0]["date_of_birth"] == "2019-02-03"
    assert len(sqlite_utils("rows", path, "caseload")) == 14
    assert path.read_bytes() == before


def test_plain_sqlite_finds_it_in_order(path):
    with closing(plain(path)) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []
        assert other.execute("PRAGMA encoding").fetchone()[0] == "UTF-8"
        assert other.execute("PRAGMA journal_mode").fetchone()[0] == "delete"

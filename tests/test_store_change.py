"""A change is saved whole or not at all, and the history says exactly what it did."""

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from faulty import plain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_file import add_child, new_file, with_children

from pace_tui.store import schema
from pace_tui.store.casefile import connect, open_file
from pace_tui.store.change import change, user
from pace_tui.store.seal import broken_at

CHILDREN = [
    {
        "reference": "A-1",
        "accommodated_on": "2026-03-02",
        "name": "Ann",
        "worker": "Ben",
        "team": "North",
        "homes": [("foster", "2026-03-02")],
    }
]


@pytest.fixture(scope="session")
def one_child(tmp_path_factory):
    return with_children(tmp_path_factory.mktemp("change") / "cases.db", CHILDREN)


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    return new_file(tmp_path_factory.mktemp("empty") / "cases.db")


@pytest.fixture
def path(one_child, tmp_path):
    return Path(shutil.copy(one_child, tmp_path))


@pytest.fixture
def file(path):
    with closing(open_file(path)) as opened:
        yield opened


def rows(connection, table):
    """A table's rows by id, each as a dictionary."""
    cursor = connection.execute(f"SELECT * FROM {table}")
    names = [column for column, *_ in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row.pop("id"): row for row in found}


def everything(connection):
    return {table: rows(connection, table) for table in (*schema.AUDITED, "change", "history")}


def lines(connection):
    return [row["what"] for row in rows(connection, "change").values()]


def last_lines(connection):
    """The rows of the last action, as (table, id, before, after)."""
    found = connection.execute(
        "SELECT tbl, row_id, before, after FROM history "
        "WHERE change_id = (SELECT max(id) FROM change) ORDER BY id"
    ).fetchall()
    return [(t, i, b and json.loads(b), a and json.loads(a)) for t, i, b, a in found]


# Whole or not at all


def test_a_change_is_there_for_others_only_when_it_is_done(file, path):
    with closing(plain(path)) as other:
        with change(file, "New team") as db:
            db.table("team").insert({"name": "South"})
            assert other.execute("SELECT count(*) FROM team").fetchone()[0] == 1
        assert other.execute("SELECT count(*) FROM team").fetchone()[0] == 2


class Stopped(Exception):  # noqa: N818
    pass


@pytest.mark.parametrize("error", [Stopped, KeyboardInterrupt, SystemExit, StopIteration])
def test_an_error_takes_the_whole_change_back(file, error):
    before = everything(file.connection)
    with pytest.raises(error), change(file, "Half") as db:
        add_child(db, "A-2", "2026-04-01", name="Cal", notes=[("2026-04-01", "Hello")])
        raise error
    assert everything(file.connection) == before
    assert not file.connection.in_transaction


def test_an_error_in_the_rows_that_are_being_made_takes_it_back_too(file):
    def teams():
        for number in range(250):
            yield {"name": f"Team {number}"}
        raise Stopped

    before = everything(file.connection)
    with pytest.raises(Stopped), change(file, "Half") as db:
        db.table("team").insert_all(teams())
    assert everything(file.connection) == before


def test_a_generator_that_is_left_in_the_middle_of_a_change_takes_it_back(file):
    def in_the_middle():
        with change(file, "Half") as db:
            db.table("team").insert({"name": "South"})
            yield

    before = everything(file.connection)
    walking = in_the_middle()
    next(walking)
    walking.close()
    assert everything(file.connection) == before


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("child", {"reference": "A-1"}),
        ("child", {"reference": ""}),
        ("child", {"reference": "A-9", "date_of_birth": "3/4/2026"}),
        ("period", {"child_id": 999, "accommodated_on": "2026-01-01"}),
        ("period", {"child_id": 1, "start_known": "perhaps"}),
        ("step", {"period_id": 1, "key": None}),
        ("aim", {"name": "Odd", "weeks": 26, "percent": 101}),
    ],
)
def test_a_row_that_cannot_be_takes_the_whole_change_back(file, table, row):
    before = everything(file.connection)
    with pytest.raises(sqlite3.IntegrityError), change(file, "Wrong") as db:
        db.table("team").insert({"name": "South"})
        db.table(table).insert(row)
    assert everything(file.connection) == before
    assert broken_at(file.connection) == ""


def test_an_error_that_is_caught_within_takes_back_nothing_else(file):
    with change(file, "Two teams") as db:
        db.table("team").insert({"name": "South"})
        with suppress(sqlite3.IntegrityError):
            db.table("team").insert({"name": "North"})
        db.table("team").insert({"name": "West"})
    assert [row["name"] for row in rows(file.connection, "team").values()] == [
        "North",
        "South",
        "West",
    ]


def test_a_change_within_a_change_is_refused_and_the_outer_one_stands(file):
    with change(file, "Outer") as db:
        db.table("team").insert({"name": "South"})
        with pytest.raises(RuntimeError, match="within"), change(file, "Inner"):
            pytest.fail("the inner change began")
        db.table("team").insert({"name": "West"})
    assert len(rows(file.connection, "team")) == 3
    assert lines(file.connection)[-1] == "Outer"


@pytest.mark.parametrize(
    "end",
    [
        lambda db: db.conn.commit(),
        lambda db: db.conn.rollback(),
        lambda db: db.execute("COMMIT"),
        lambda db: db.conn.executescript("SELECT 1;"),
        lambda db: db.commit(),
    ],
    ids=["commit", "rollback", "COMMIT", "executescript", "sqlite-utils"],
)
def test_nothing_inside_can_end_a_change(file, end):
    before = everything(file.connection)
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"), change(file, "Half") as db:
        db.table("team").insert({"name": "South"})
        end(db)
    assert everything(file.connection) == before
    with change(file, "Whole") as db:
        db.table("team").insert({"name": "South"})
    assert lines(file.connection)[-1] == "Whole"


# The history


def test_the_history_holds_each_row_before_and_after(file):
    with change(file, "Insert") as db:
        child = db.table("child").insert({"reference": "A-2", "name": "Cal"}).last_pk
    inserted = rows(file.connection, "child")[child]
    assert last_lines(file.connection) == [("child", child, None, inserted)]
    with change(file, "Update") as db:
        db.table("child").update(child, {"name": "Callum “C” Ross\n", "group_id": None})
    updated = rows(file.connection, "child")[child]
    assert last_lines(file.connection) == [("child", child, inserted, updated)]
    with change(file, "Delete") as db:
        db.table("child").delete(child)
    assert last_lines(file.connection) == [("child", child, updated, None)]
    assert child not in rows(file.connection, "child")


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_a_row_that_replaces_another_is_told_as_both(file, verb):
    before = rows(file.connection, "team")[1]
    with change(file, "Replaced") as db:
        db.execute(f"{verb} INTO team(id, name) VALUES (1, 'South')")
    after = rows(file.connection, "team")[1]
    assert last_lines(file.connection) == [
        ("team", 1, before, None),
        ("team", 1, None, after),
    ]


def test_an_upsert_is_told_as_an_update(file):
    with change(file, "Upserted") as db:
        db.table("team").upsert({"id": 1, "name": "South"}, pk="id")
    assert last_lines(file.connection) == [("team", 1, {"name": "North"}, {"name": "South"})]


def test_a_line_says_what_when_and_who(file):
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with change(file, "Said", who="tester", when=noon) as db:
        db.table("team").insert({"name": "South"})
    with change(file, "Unsaid") as db:
        db.table("team").insert({"name": "West"})
    said, unsaid = list(rows(file.connection, "change").values())[-2:]
    assert (said["what"], said["made_by"], said["made_at"], said["open"]) == (
        "Said",
        "tester",
        "2026-11-20T12:00:00+00:00",
        0,
    )
    assert unsaid["made_by"] == user() != ""
    assert abs(datetime.fromisoformat(unsaid["made_at"]) - datetime.now(UTC)).seconds < 60


def test_who_is_nobody_where_the_machine_does_not_know(monkeypatch):
    def unknown():
        raise KeyError

    monkeypatch.setattr("getpass.getuser", unknown)
    assert user() == ""


def test_a_change_that_alters_nothing_leaves_no_line(file, path):
    before = everything(file.connection)
    with change(file, "Nothing at all"):
        pass
    with change(file, "The same again") as db:
        db.table("team").update(1, {"name": "North"})
    assert everything(file.connection) == before


def test_the_id_of_a_row_stays(file):
    with pytest.raises(sqlite3.IntegrityError, match="stays"), change(file, "Renumbered") as db:
        db.execute("UPDATE team SET id = 7")


# Other programs


@pytest.mark.parametrize("table", schema.AUDITED)
def test_another_program_can_change_no_table(path, table):
    with closing(plain(path)) as other:
        before = rows(other, table)
        columns = schema.COLUMNS[table]
        filled = dict.fromkeys(columns, "1999-12-31")
        filled |= {"weeks": 1, "percent": 1, "amount": 1, "position": 1, "threshold": 1}
        filled |= {"unit": "days", "decision": "", "element": "legal", "judgement": "settled"}
        filled |= {key: 1 for key in columns if key.endswith("_id")}
        flags = ("required", "main", "start_known", "not_needed", "moved")
        filled |= dict.fromkeys(flags, 1)
        values = [filled[column] for column in columns]
        slots = ", ".join("?" * len(columns))
        for verb in ("INSERT", "REPLACE"):
            with pytest.raises(sqlite3.IntegrityError, match="changes are made in pace-tui"):
                other.execute(f"{verb} INTO {table}({', '.join(columns)}) VALUES ({slots})", values)
        if before:
            for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError):
                    other.execute(statement)
        assert rows(other, table) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET after = NULL",
        "DELETE FROM history",
        "REPLACE INTO history(id, change_id, tbl, row_id) VALUES (1, 1, 'team', 1)",
        "INSERT INTO history(change_id, tbl, row_id) VALUES (1, 'team', 1)",
        "INSERT INTO history(change_id, tbl, row_id) VALUES (99, 'team', 1)",
        "UPDATE change SET what = 'Something else'",
        "UPDATE change SET made_by = 'somebody else', beginning = 0",
        "UPDATE change SET open = 1",
        "DELETE FROM change",
        "REPLACE INTO change(id, made_at, made_by, what) VALUES (1, '', '', '')",
    ],
)
def test_the_history_cannot_be_altered_by_ours_or_another_program(file, path, statement):
    before = everything(file.connection)
    with closing(plain(path)) as other:
        for connection in (other, file.connection):
            with pytest.raises(sqlite3.IntegrityError, match="cannot be altered"):
                connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError), change(file, "Forged") as db:
        db.table("team").insert({"name": "South"})
        db.execute(statement)
    assert everything(file.connection) == before


def test_every_table_is_strict_and_looks_after_its_references(file):
    listed = file.connection.execute("SELECT name, strict FROM pragma_table_list").fetchall()
    strict = dict(listed)
    assert {strict[table] for table in (*schema.AUDITED, "change", "history")} == {1}
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), change(file, "Gone") as db:
        db.table("child").delete(1)


# What the file holds


def test_what_is_deleted_or_overwritten_is_not_left_in_the_tables_pages(tmp_path):
    """Without the history, which keeps it on purpose, no copy of a name is left."""
    path = new_file(tmp_path / "cases.db")
    name = "Zebedee Quartermaine"
    with closing(open_file(path)) as file, change(file, "Names") as db:
        db.execute("DROP TRIGGER note_insert")
        db.execute("DROP TRIGGER note_delete")
        period = add_child(db, "A-1", "2026-01-05")
        note = {"period_id": period, "noted_on": "2026-01-05", "text": name * 20}
        db.table("note").insert_all(note for _ in range(50))
    assert name.encode() in path.read_bytes()
    with closing(connect(path, "rw")) as connection:
        connection.execute("DELETE FROM note")
    assert name.encode() not in path.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_the_journal_of_a_change_is_as_private_as_the_file(file, path):
    assert path.stat().st_mode & 0o777 == 0o600
    with change(file, "Team") as db:
        db.table("team").insert({"name": "South"})
        assert Path(f"{path}-journal").stat().st_mode & 0o777 == 0o600


# Replaying the history gives the tables

NAMES = st.sampled_from(["", "Ann", "Ben [/b]", "Zoë 'x\" – \\", "名前\n"])
DAYS = st.dates().map(lambda day: max(day.isoformat(), "1000-01-01"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "update", "delete", "replace"]),
        st.integers(1, 6),
        NAMES,
        st.one_of(st.none(), DAYS),
    ),
    max_size=8,
)
CHANGES = st.lists(st.tuples(STEPS, st.booleans()), max_size=5)


def replay(connection):
    """The tables as the history alone tells them."""
    found = {table: {} for table in schema.AUDITED}
    for table, row, before, after in connection.execute(
        "SELECT tbl, row_id, before, after FROM history ORDER BY id"
    ).fetchall():
        present = found[table].pop(row, None)
        assert present == (before and json.loads(before))
        if after is not None:
            found[table][row] = json.loads(after)
    return found


def act(db, verb, row, name, day):
    values = {"id": row, "reference": f"A-{row}", "name": name, "date_of_birth": day}
    if verb == "insert":
        db.table("child").insert(values, ignore=True)
    elif verb == "replace":
        db.table("child").insert(values, replace=True)
    elif verb == "update":
        db.execute("UPDATE child SET name = ?, date_of_birth = ? WHERE id <= ?", [name, day, row])
    else:
        db.execute("DELETE FROM child WHERE id = ?", [row])


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(changes=CHANGES)
def test_replaying_the_history_from_nothing_gives_exactly_the_tables(
    tmp_path_factory, empty, changes
):
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("replay")))
    with closing(open_file(path)) as file:
        for number, (steps, fails) in enumerate(changes):
            with suppress(Stopped), change(file, f"Change {number}") as db:
                for step in steps:
                    act(db, *step)
                if fails:
                    raise Stopped
        present = {table: rows(file.connection, table) for table in schema.AUDITED}
        assert replay(file.connection) == present
        assert broken_at(file.connection) == ""
        counted = file.connection.execute("SELECT count(*) FROM change WHERE open = 1")
        assert counted.fetchone()[0] == 0

"""The sample: made again row for row, and believable to the people it is shown to."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from pace_tui.core.caseload import Row
from pace_tui.core.clock import is_working_day
from pace_tui.core.teamchart import TeamChart
from pace_tui.exchange.pathway_file import scottish_holidays
from pace_tui.sample import SAMPLE_DAY, make_sample
from pace_tui.store.casefile import open_file
from pace_tui.store.errors import FileError
from pace_tui.store.review import Office, read_office, reviews
from pace_tui.store.wall import read_chart

COMMITTED = Path(__file__).parent.parent / "sample.db"
DATES = {
    "child": ["date_of_birth"],
    "period": ["accommodated_on", "ended_on"],
    "allocation": ["from_on", "to_on"],
    "home": ["from_on", "to_on"],
    "legal": ["from_on", "to_on"],
    "step": ["booked_on", "done_on"],
    "recommendation": ["recommended_on"],
    "views_heard": ["heard_on"],
    "element": ["judged_on"],
    "note": ["noted_on"],
    "aim": ["from_on", "by_on"],
    "test_of_change": ["started_on", "stopped_on"],
}


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}
    connection.close()
    return rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "made.db"
    make_sample(path)
    return path


@pytest.fixture(scope="module")
def connection(made: Path) -> Iterator[sqlite3.Connection]:
    file = open_file(made, read_only=True)
    yield file.connection
    file.close()


@pytest.fixture(scope="module")
def office(connection: sqlite3.Connection) -> Office:
    return read_office(connection)


@pytest.fixture(scope="module")
def rows(connection: sqlite3.Connection, office: Office) -> list[Row]:
    return [each.row for each in reviews(connection, office.scene)]


@pytest.fixture(scope="module")
def chart(connection: sqlite3.Connection, office: Office) -> TeamChart:
    return read_chart(connection, office)


def test_the_committed_sample_is_what_the_code_makes(made: Path) -> None:
    committed, fresh = dump(COMMITTED), dump(made)
    assert committed.keys() == fresh.keys()
    for table, found in fresh.items():
        assert committed[table] == found, f"{table}: make sample.db again"


def test_it_is_small_and_opens_as_any_caseload_file(made: Path, office: Office) -> None:
    assert made.stat().st_size < 3_000_000
    assert office.as_at == SAMPLE_DAY == date(2026, 11, 20)
    assert office.area.name
    assert office.area.pace_start
    assert 2.5 * 365 < (SAMPLE_DAY - office.area.pace_start).days < 3 * 366


def test_a_file_that_is_there_is_never_overwritten(made: Path) -> None:
    with pytest.raises(FileError, match="is there already"):
        make_sample(made)


def test_ten_workers_in_three_teams_have_6_to_18_children_each(rows: list[Row]) -> None:
    children = Counter(row.worker for row in rows if row.worker)
    assert len(children) == 10
    assert min(children.values()) >= 6
    assert max(children.values()) <= 18
    assert len({row.team for row in rows}) == 3
    assert sum(row.worker is None for row in rows) == 1


def test_every_status_is_there_in_believable_proportions(rows: list[Row]) -> None:
    found = Counter(row.status for row in rows)
    assert 115 <= len(rows) <= 125
    assert 35 <= found["past_aim"] <= 45
    assert 4 <= found["check"] <= 6
    assert found["on_track"] + found["due_soon"] > found["past_aim"]
    assert found["overdue"] >= 8
    assert found["recommended"] >= 15


def test_workers_differ(rows: list[Row]) -> None:
    past = Counter(row.worker for row in rows if row.status == "past_aim")
    assert min(past.values()) == 1
    assert max(past.values()) >= 8


def test_children_on_track_carry_hardly_a_warning_and_nobody_a_heap(rows: list[Row]) -> None:
    on_track = [len(row.warnings) for row in rows if row.status == "on_track"]
    assert median(on_track) == 0
    assert sum(count > 0 for count in on_track) <= 2
    assert median(len(row.warnings) for row in rows) <= 3
    assert max(len(row.warnings) for row in rows) <= 6


def test_most_rules_of_warning_can_be_seen(rows: list[Row]) -> None:
    seen = {warning.rule for row in rows for warning in row.warnings}
    assert seen >= {
        "past_aim",
        "step_late",
        "due_soon",
        "not_booked",
        "booked_after_due",
        "date_moved",
        "held_late",
        "nothing_recorded",
        "homes_moved",
        "views_not_heard",
        "elements_not_judged",
        "worker_changed",
        "home_not_happened",
        "kin_routes",
    }


def test_the_faults_that_hide_the_weeks_are_of_five_kinds(rows: list[Row]) -> None:
    codes = [row.warnings[0].rule for row in rows if row.status == "check"]
    assert sorted(codes) == ["C3", "E15", "E7", "R1", "R4"]


def test_the_longest_wait_is_223_weeks_in_a_residential_house(chart: TeamChart) -> None:
    longest = chart.waiting[0]
    assert (longest.days // 7, longest.lives_with) == (223, "residential_house")
    assert chart.waiting[1].days // 7 < 200


def test_the_children_of_the_first_look_are_as_they_are_told(rows: list[Row]) -> None:
    told = {row.name: row for row in rows if row.worker == "Aisha Khan"}
    found = {
        name: (
            row.status,
            row.weeks,
            row.next_step and (row.next_step.key, row.next_step.days_late),
        )
        for name, row in told.items()
        if name in ("Callum R", "Orla M", "Finn D")
    }
    assert found == {
        "Callum R": ("past_aim", 41, ("recommendation", 105)),
        "Orla M": ("overdue", 19, ("legal_advice", 9)),
        "Finn D": ("due_soon", 5, ("review_first", 0)),
    }


def test_homes_have_the_national_shares(rows: list[Row]) -> None:
    lives = Counter(row.lives_with for row in rows)
    residential = sum(count for kind, count in lives.items() if kind.startswith("residential"))
    shares = {"kinship": 34, "foster": 32, "home": 20, "prospective_adopters": 1}
    for kind, share in shares.items():
        assert abs(100 * lives[kind] / len(rows) - share) <= 2, kind
    assert abs(100 * residential / len(rows) - 11) <= 2


def test_ages_go_from_babies_to_seventeen(rows: list[Row]) -> None:
    years = Counter(
        (SAMPLE_DAY - row.date_of_birth).days // 365 for row in rows if row.date_of_birth
    )
    assert years[0] >= 3
    assert set(range(15)) <= set(years)
    assert max(years) <= 17


def test_the_run_chart_has_the_shape_of_the_one_that_was_asked_for(chart: TeamChart) -> None:
    before, since = chart.phases
    assert 200 <= len(chart.dots) <= 240
    assert before.median_days is not None
    assert since.median_days is not None
    assert 60 <= before.median_days / 7 < 70
    assert 25 <= since.median_days / 7 < 33
    assert before.signals == ()
    assert "shift_from_baseline" in {signal.rule for signal in since.signals}
    waits = sorted(dot.days // 7 for dot in chart.dots[: before.after])
    assert waits[0] >= 19
    assert waits[-3] <= 131
    assert waits[-1] == 188
    assert (chart.dots[-1].recommended_on - chart.dots[0].recommended_on).days > 5.8 * 365


def test_some_left_without_a_recommendation(chart: TeamChart) -> None:
    reasons = dict(chart.ended_otherwise)
    assert reasons.keys() >= {"went home", "turned 18", "moved to another council area"}
    assert reasons["reason not recorded"] == 1


def test_those_recommended_took_all_four_routes(connection: sqlite3.Connection) -> None:
    routes = dict(connection.execute("SELECT route, count(*) FROM recommendation GROUP BY route"))
    assert min(routes[r] for r in ("home", "kinship_order", "permanence_order", "adoption")) > 15


def test_three_aims_and_four_tests_of_change(
    connection: sqlite3.Connection, office: Office
) -> None:
    assert [aim.weeks for aim in office.area.aims] == [26, 36, 40]
    assert office.area.aim.weeks == 26
    assert office.area.aims[1].meeting == "legal advice meeting"
    assert "rehabilitation home or kinship care" in office.area.aims[1].cohort
    decisions = [test.decision for test in office.area.tests]
    assert len(decisions) == 4
    assert decisions.count("abandon") == 1
    told = connection.execute("SELECT prediction, measure, scale FROM test_of_change").fetchall()
    assert all(all(row) for row in told)


def test_brothers_and_sisters_together_and_apart(connection: sqlite3.Connection) -> None:
    homes: dict[int, set[str]] = {}
    for group, place in connection.execute(
        "SELECT group_id, home.place FROM child JOIN period ON period.child_id = child.id "
        "JOIN home ON home.period_id = period.id "
        "WHERE group_id IS NOT NULL AND ended_on IS NULL AND to_on IS NULL"
    ):
        homes.setdefault(group, set()).add(place)
    assert sum(len(places) == 1 for places in homes.values()) >= 4
    assert sum(len(places) > 1 for places in homes.values()) >= 2


def test_the_record_holds_together(connection: sqlite3.Connection) -> None:
    """But for the faults that were put in on purpose, one of each."""

    def count(sql: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])

    as_at = SAMPLE_DAY.isoformat()
    in_period = "JOIN period ON period.id = period_id"
    assert count(f"step WHERE done_on > '{as_at}'") == 1
    assert count(f"step {in_period} WHERE done_on < accommodated_on") == 1
    assert count(f"step {in_period} WHERE done_on > ended_on") == 0
    assert count("period WHERE (ended_on IS NULL) <> (end_reason = '')") == 1
    for table in ("home", "legal", "allocation"):
        assert count(f"{table} WHERE to_on <= from_on OR from_on > '{as_at}'") == 0
        assert count(f"{table} {in_period} WHERE from_on < accommodated_on") == 0
        assert count(f"{table} {in_period} WHERE ended_on < from_on") == 0
    for table, column in (("note", "noted_on"), ("views_heard", "heard_on")):
        assert count(f"{table} WHERE {column} > '{as_at}'") == 0
        assert count(f"{table} {in_period} WHERE {column} < accommodated_on") == 0


def test_meetings_are_booked_on_working_days_but_for_one(connection: sqlite3.Connection) -> None:
    days = connection.execute("SELECT booked_on FROM step WHERE booked_on IS NOT NULL").fetchall()
    holidays = scottish_holidays()
    off = [day for (day,) in days if not is_working_day(date.fromisoformat(day), holidays)]
    assert len(days) > 400
    assert len(off) == 1


def test_names_are_first_names_with_an_initial_and_no_two_alike(
    connection: sqlite3.Connection,
) -> None:
    names = [name for (name,) in connection.execute("SELECT name FROM child")]
    assert len(set(names)) == len(names)
    assert all(len(name.split()) == 2 and len(name.split()[1]) == 1 for name in names)


@pytest.mark.parametrize("later", [1, 9, 365, -40])
def test_for_another_day_everything_moves_by_the_same_whole_weeks(
    made: Path, tmp_path: Path, later: int
) -> None:
    as_at = SAMPLE_DAY + timedelta(days=later)
    make_sample(tmp_path / "moved.db", as_at)
    before, after = sqlite3.connect(made), sqlite3.connect(tmp_path / "moved.db")
    weeks = timedelta(weeks=later // 7)
    for table, columns in DATES.items():
        sql = f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id"
        expected = [
            (row[0], *(day and (date.fromisoformat(day) + weeks).isoformat() for day in row[1:]))
            for row in before.execute(sql)
        ]
        assert after.execute(sql).fetchall() == expected, table
    settings = dict(after.execute("SELECT key, value FROM setting"))
    assert settings["as_at"] == as_at.isoformat()
    assert 0 <= (as_at - (SAMPLE_DAY + weeks)).days <= 6
    before.close()
    after.close()

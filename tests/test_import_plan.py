"""An import is planned before it is written, is written whole or not at all, and is safe twice."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pace_tui.exchange import pathway_file
from pace_tui.exchange.apply import apply_plan
from pace_tui.exchange.plan import Counts, make_plan
from pace_tui.exchange.template import read_source
from pace_tui.store.casefile import open_file
from pace_tui.store.create import Beginnings, create
from pace_tui.store.errors import FileError

AS_AT = date(2026, 6, 1)
LATER = date(2026, 7, 1)
NONE = Counts()


class Council:
    """A file, and sources to import into it."""

    def __init__(self, folder):
        shipped = pathway_file.shipped()
        create(folder / "file.db", Beginnings(shipped.pathway, {}, {}, {}))
        self.file = open_file(folder / "file.db")
        self.folder = folder
        self.steps = {rule.key: rule.key for rule in shipped.pathway.steps}

    def plan(self, as_at=AS_AT, **files):
        source = self.folder / "source"
        source.mkdir(exist_ok=True)
        for old in source.iterdir():
            old.unlink()
        for name, text in files.items():
            (source / f"{name}.csv").write_text(text, encoding="utf-8")
        return make_plan(self.file.connection, read_source([source], self.steps), as_at)

    def load(self, as_at=AS_AT, **files):
        plan = self.plan(as_at, **files)
        apply_plan(self.file, plan, "Import")
        return plan

    def rows(self, sql):
        return self.file.connection.execute(sql).fetchall()

    def changes(self):
        return self.rows("SELECT count(*) FROM change")[0][0]


@pytest.fixture
def council(tmp_path):
    made = Council(tmp_path)
    yield made
    made.file.close()


CHILDREN = (
    "reference,name,date_of_birth,worker,team,accommodated_on,ended_on,end_reason,lives_with,"
    "legal_basis,group\n"
    "0012,Ann Lee,2019-02-01,Rhona Bell,North,2026-01-05,,,kinship,s25,Lee\n"
    "0013,Bo Lee,2021-02-01,Rhona Bell,North,2024-01-05,2024-06-01,Returned home,foster,,Lee\n"
    "0013,Bo Lee,2021-02-01,Rhona Bell,North,2026-01-05,,,foster,cso,Lee\n"
)
STEPS = (
    "reference,step,due_on,booked_on,done_on,not_needed,note\n"
    "0012,meeting_72h,,,2026-01-07,,\n"
    "0012,review_first,,2026-06-20,,,Room 2\n"
    "0013,review_first,,,2024-02-10,,\n"
    "0013,review_first,,,2026-02-10,,\n"
)
RECOMMENDATIONS = "reference,recommended_on,route,meeting\n0012,2026-05-01,adoption,Second review\n"
SPANS = "SELECT lives_with, from_on, to_on FROM home ORDER BY from_on, id"
WORKERS = (
    "SELECT worker.name, from_on, to_on FROM allocation LEFT JOIN worker ON worker.id = worker_id "
    "ORDER BY from_on, allocation.id"
)


def one(extra="", **cells):
    """A source of one child, whose cells may be altered."""
    row = {"reference": "1", "accommodated_on": "2026-01-05", "name": "Ann", **cells}
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n" + extra


def test_a_first_import_fills_the_file_in_one_change(council):
    before = council.changes()
    plan = council.load(children=CHILDREN, steps=STEPS, recommendations=RECOMMENDATIONS)
    assert (plan.children, plan.periods) == (Counts(new=2), Counts(new=3))
    assert (plan.steps, plan.recommendations) == (Counts(new=4), Counts(new=1))
    assert council.changes() == before + 1
    assert council.rows(
        "SELECT reference, child.name, date_of_birth, kin_group.name FROM child "
        "JOIN kin_group ON kin_group.id = group_id"
    ) == [("0012", "Ann Lee", "2019-02-01", "Lee"), ("0013", "Bo Lee", "2021-02-01", "Lee")]
    assert council.rows(
        "SELECT reference, accommodated_on, ended_on, end_reason FROM period "
        "JOIN child ON child.id = child_id ORDER BY period.id"
    ) == [
        ("0012", "2026-01-05", None, ""),
        ("0013", "2024-01-05", "2024-06-01", "Returned home"),
        ("0013", "2026-01-05", None, ""),
    ]
    assert council.rows(
        "SELECT worker.name, team.name FROM worker JOIN team ON team.id = team_id"
    ) == [("Rhona Bell", "North")]
    assert council.rows("SELECT basis, from_on FROM legal ORDER BY id") == [
        ("s25", "2026-01-05"),
        ("cso", "2026-01-05"),
    ]


def test_rows_belong_to_the_period_whose_dates_hold_them(council):
    council.load(children=CHILDREN, steps=STEPS)
    assert council.rows(
        "SELECT accommodated_on, done_on FROM step JOIN period ON period.id = period_id "
        "JOIN child ON child.id = child_id WHERE reference = '0013' ORDER BY done_on"
    ) == [("2024-01-05", "2024-02-10"), ("2026-01-05", "2026-02-10")]


def test_a_row_without_a_day_belongs_to_the_latest_period_and_an_early_one_to_the_first(council):
    steps = "reference,step,done_on\n0013,meeting_72h,\n0013,information,2020-01-01\n"
    council.load(children=CHILDREN, steps=steps)
    assert council.rows(
        "SELECT key, accommodated_on FROM step JOIN period ON period.id = period_id ORDER BY key"
    ) == [("information", "2024-01-05"), ("meeting_72h", "2026-01-05")]


@pytest.mark.parametrize("as_at", [AS_AT, LATER])
def test_the_same_source_twice_changes_nothing(council, as_at):
    files = {"children": CHILDREN, "steps": STEPS, "recommendations": RECOMMENDATIONS}
    council.load(**files)
    before = council.changes()
    plan = council.load(as_at, **files)
    assert (plan.children, plan.periods) == (Counts(unchanged=2), Counts(unchanged=3))
    assert (plan.steps, plan.recommendations) == (Counts(unchanged=4), Counts(unchanged=1))
    assert council.changes() == before


def test_rows_said_twice_are_one(council):
    again = CHILDREN + CHILDREN.split("\n", 1)[1]
    plan = council.load(children=again, steps=STEPS + STEPS.split("\n", 1)[1])
    assert (plan.children, plan.periods, plan.steps) == (Counts(2), Counts(3), Counts(4))


def test_changed_cells_change_their_row_and_blank_cells_erase_nothing(council):
    council.load(children=one(date_of_birth="2019-02-01"))
    plan = council.load(children=one(name="", date_of_birth="", ended_on="2026-05-30"))
    assert (plan.children, plan.periods) == (Counts(unchanged=1), Counts(changed=1))
    plan = council.load(children=one(name="Anne", date_of_birth="", ended_on=""))
    assert (plan.children, plan.periods) == (Counts(changed=1), Counts(unchanged=1))
    assert any("stays ended" in note for note in plan.notes)
    assert council.rows("SELECT name, date_of_birth FROM child") == [("Anne", "2019-02-01")]
    assert council.rows("SELECT ended_on FROM period") == [("2026-05-30",)]


def test_a_corrected_start_is_the_same_period_and_is_told(council):
    council.load(children=one(worker="Rhona", lives_with="foster"))
    plan = council.load(
        children=one(worker="Rhona", lives_with="foster", accommodated_on="2026-01-12")
    )
    assert plan.periods == Counts(changed=1)
    assert any("from 2026-01-05 to 2026-01-12" in note for note in plan.notes)
    assert council.rows("SELECT accommodated_on FROM period") == [("2026-01-12",)]
    assert council.rows(SPANS) == [("foster", "2026-01-12", None)]
    assert council.rows(WORKERS) == [("Rhona", "2026-01-12", None)]


def test_a_child_who_comes_back_after_an_ended_period_has_a_new_one(council):
    council.load(children=one(ended_on="2026-03-01"))
    assert council.load(children=one(accommodated_on="2026-05-01")).periods == Counts(new=1)
    assert council.rows("SELECT accommodated_on, ended_on FROM period ORDER BY id") == [
        ("2026-01-05", "2026-03-01"),
        ("2026-05-01", None),
    ]


def test_another_worker_takes_over_on_the_day_of_the_import(council):
    council.load(children=one(worker="Rhona", team="North"))
    plan = council.load(children=one(worker="Iain", team="North"))
    assert plan.periods == Counts(changed=1)
    taken_over = [("Rhona", "2026-01-05", "2026-06-01"), ("Iain", "2026-06-01", None)]
    assert council.rows(WORKERS) == taken_over
    assert council.load(LATER, children=one(worker="Iain")).periods == Counts(unchanged=1)
    assert council.load(LATER, children=one(worker="")).periods == Counts(unchanged=1)
    assert council.rows(WORKERS) == taken_over


def test_a_worker_put_right_on_the_same_day_leaves_no_trace_of_the_first(council):
    council.load(children=one(worker="Rhona"))
    council.load(children=one(worker="Iian"))
    council.load(children=one(worker="Iain"))
    assert council.rows(WORKERS) == [
        ("Rhona", "2026-01-05", "2026-06-01"),
        ("Iain", "2026-06-01", None),
    ]


def test_a_team_that_was_not_known_is_filled_in(council):
    council.load(children=one(worker="Rhona"))
    council.load(children=one(worker="Rhona", team="North"))
    assert council.rows(
        "SELECT team.name, from_on, to_on FROM allocation JOIN team ON team.id = team_id"
    ) == [("North", "2026-01-05", None)]


def test_another_home_without_a_date_begins_on_the_day_of_the_import(council):
    council.load(children=one(lives_with="foster"))
    council.load(children=one(lives_with="kinship"))
    assert council.rows(SPANS) == [
        ("foster", "2026-01-05", "2026-06-01"),
        ("kinship", "2026-06-01", None),
    ]


def test_the_table_of_homes_wins_over_the_home_beside_the_child(council):
    council.load(children=one(lives_with="foster"))
    homes = "reference,lives_with,from,to\n1,kinship,2026-01-05,2026-03-01\n1,foster,2026-03-01,\n"
    for _ in range(2):
        council.load(children=one(lives_with="residential"), homes=homes)
        assert council.rows(SPANS) == [
            ("kinship", "2026-01-05", "2026-03-01"),
            ("foster", "2026-03-01", None),
        ]


def test_a_step_is_re_dated_and_counted_as_moved(council):
    head = "reference,step,booked_on,done_on,not_needed\n"
    council.load(children=one(), steps=head + "1,information,2026-06-10,,\n")
    plan = council.load(steps=head + "1,information,2026-06-20,,\n")
    assert plan.steps == Counts(changed=1)
    plan = council.load(steps=head + "1,information,,2026-06-21,\n")
    assert plan.steps == Counts(changed=1)
    assert council.rows("SELECT booked_on, done_on, moved FROM step") == [
        ("2026-06-20", "2026-06-21", 1)
    ]


def test_two_meetings_of_one_kind_are_two_steps_whichever_comes_first(council):
    head = "reference,step,done_on\n"
    first, second = "1,review_first,2026-02-01\n", "1,review_first,2026-03-01\n"
    council.load(children=one(), steps=head + first + second)
    assert council.plan(steps=head + second).steps == Counts(unchanged=1)
    assert council.plan(steps=head + second + first).steps == Counts(unchanged=2)


def test_a_corrected_recommendation_is_the_same_and_two_on_one_day_are_two(council):
    head = "reference,recommended_on,route\n"
    council.load(children=one(), recommendations=head + "1,2026-05-01,adoption\n")
    plan = council.load(recommendations=head + "1,2026-05-02,adoption\n")
    assert plan.recommendations == Counts(changed=1)
    plan = council.load(recommendations=head + "1,2026-05-02,adoption\n1,2026-05-02,home\n")
    assert plan.recommendations == Counts(new=1, unchanged=1)


def test_a_recommendation_after_a_withdrawn_one_is_new(council):
    head = "reference,recommended_on,route\n"
    council.load(children=one(), recommendations=head + "1,2026-04-01,adoption\n")
    connection = council.file.connection
    from pace_tui.store.change import change

    with change(council.file, "Withdrawn"):
        connection.execute("UPDATE recommendation SET withdrawn_on = '2026-04-20'")
    plan = council.plan(recommendations=head + "1,2026-05-01,adoption\n")
    assert plan.recommendations == Counts(new=1)


def test_what_is_open_and_absent_is_told_and_never_closed(council):
    council.load(children=CHILDREN, steps=STEPS, recommendations=RECOMMENDATIONS)
    only_bo = CHILDREN.replace("0012,Ann", "0099,Ann")
    plan = council.load(children=only_bo)
    assert plan.children == Counts(new=1, unchanged=1, missing=1)
    assert plan.periods == Counts(new=1, unchanged=2, missing=1)
    assert plan.missing == ("0012",)
    assert council.rows(
        "SELECT ended_on FROM period JOIN child ON child.id = child_id WHERE reference = '0012'"
    ) == [(None,)]
    plan = council.plan(children=CHILDREN, steps=STEPS.replace("0012,review_first,", "0012,panel,"))
    assert plan.steps == Counts(new=1, unchanged=3, missing=1)


def test_a_source_of_steps_alone_misses_no_child(council):
    council.load(children=CHILDREN)
    plan = council.load(steps=STEPS)
    assert (plan.children, plan.periods, plan.steps) == (NONE, NONE, Counts(new=4))


@pytest.mark.parametrize(
    ("files", "row", "reason"),
    [
        ({"children": one("1,2026-01-05,Anne\n")}, 3, "same period is in row 2"),
        (
            {"children": one("1,2026-03-05,Ann,2019-01-02\n", date_of_birth="2019-01-01")},
            3,
            "date of birth is not the one in row 2",
        ),
        ({"children": one(), "steps": "reference,step\n2,information\n"}, 2, "no child “2”"),
        ({"steps": "reference,step\n1,information\n"}, 2, "no child “1”"),
        ({"children": one("2,31/06/2026,Bo\n")}, 3, "not a day of the calendar"),
    ],
)
def test_with_any_row_rejected_nothing_is_written(council, files, row, reason):
    plan = council.plan(**files)
    assert [(reject.row, reason in reject.reason) for reject in plan.rejects] == [(row, True)]
    before = council.changes()
    with pytest.raises(FileError, match="Nothing was imported"):
        apply_plan(council.file, plan, "Import")
    assert council.changes() == before
    assert council.rows("SELECT * FROM child") == []


def test_contradictory_rows_are_stored_for_the_data_checks(council):
    plan = council.load(
        children=one(
            "1,2026-02-01,Ann,2027-01-01,2025-01-01\n",
            date_of_birth="2027-01-01",
            ended_on="2026-03-01",
        ),
        recommendations="reference,recommended_on,route\n1,2020-01-01,home\n",
    )
    assert (plan.periods.new, plan.recommendations.new, plan.rejects) == (2, 1, ())


def test_a_failure_half_way_leaves_the_file_as_it_was(council):
    plan = council.plan(children=CHILDREN, steps=STEPS)
    plan.drafts.rows["step"][-1].values["done_on"] = "no date"
    before = council.changes()
    with pytest.raises(Exception, match="CHECK"):
        apply_plan(council.file, plan, "Import")
    assert council.changes() == before
    assert council.rows("SELECT * FROM child") == council.rows("SELECT * FROM period") == []


def test_a_plan_of_a_file_that_has_changed_since_is_not_written(council):
    plan = council.plan(children=CHILDREN)
    council.load(children=one())
    with pytest.raises(FileError, match="was changed while"):
        apply_plan(council.file, plan, "Import")
    assert council.rows("SELECT reference FROM child") == [("1",)]


def test_the_summary_holds_the_names_of_the_contract(council):
    plan = council.plan(children=CHILDREN, steps="reference,step\n9,information\n")
    summary = plan.summary(written=False)
    assert summary["written"] is False
    assert summary["children"] == {"new": 2, "changed": 0, "unchanged": 0, "missing": 0}
    assert {"periods", "steps", "recommendations"} <= summary.keys()
    assert [(each["file"], each["row"]) for each in summary["rejected"]] == [("steps.csv", 2)]


DAYS = st.sampled_from(["", "2026-01-05", "2026-02-05", "2026-03-05", "2026-08-05"])
STARTS = st.sampled_from(["2025-12-01", "2026-01-05", "2026-03-01"])
ROW = st.tuples(
    st.sampled_from("12"),
    STARTS,
    DAYS,
    st.sampled_from(["", "Iain", "Rhona"]),
    st.sampled_from(["", "foster", "kinship"]),
)
STEP = st.tuples(st.sampled_from("12"), st.sampled_from(["panel", "order"]), DAYS, DAYS)
ROUTES = st.sampled_from(["home", "adoption"])
HOMES = st.sampled_from(["foster", "kinship", "home"])
SOURCE = st.tuples(
    st.lists(ROW, min_size=1, max_size=4, unique_by=lambda row: row[:2]),
    st.lists(STEP, max_size=5),
    st.lists(st.tuples(st.sampled_from("12"), STARTS, ROUTES), max_size=3),
    st.lists(st.tuples(st.sampled_from("12"), HOMES, STARTS), max_size=3),
)


def as_files(source):
    children, *others = source
    known = {row[0] for row in children}
    headings = {
        "children": "reference,accommodated_on,ended_on,worker,lives_with\n",
        "steps": "reference,step,booked_on,done_on\n",
        "recommendations": "reference,recommended_on,route\n",
        "homes": "reference,lives_with,from\n",
    }
    tables = [children, *([row for row in rows if row[0] in known] for rows in others)]
    return {
        name: heading + "".join(",".join(row) + "\n" for row in rows)
        for (name, heading), rows in zip(headings.items(), tables, strict=True)
    }


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=SOURCE, source=SOURCE)
def test_whatever_is_in_the_file_a_second_import_of_a_source_changes_nothing(
    tmp_path_factory, before, source
):
    council = Council(tmp_path_factory.mktemp("council"))
    try:
        council.load(**as_files(before))
        council.load(LATER, **as_files(source))
        again = council.plan(LATER, **as_files(source))
        assert {draft.state for rows in again.drafts.rows.values() for draft in rows} <= {
            "unchanged"
        }
    finally:
        council.file.close()

"""The interchange template: four tables under many headings, each row read or rejected alone."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pace_tui.core import words
from pace_tui.exchange.codes import read_code
from pace_tui.exchange.rows import ChildRow, HomeRow, RecommendationRow, Reject, StepRow
from pace_tui.exchange.tables import SourceError
from pace_tui.exchange.template import read_source

STEPS = {
    "meeting_72h": "meeting_72h",
    "72-hour meeting": "meeting_72h",
    "review_first": "review_first",
    "First looked after review": "review_first",
}
CHILDREN = "reference,accommodated_on,name\n0012,2026-01-05,Ann Lee\n"


@pytest.fixture
def source(tmp_path):
    """Writes files into a folder and reads it."""

    def read(order="dmy", **files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        return read_source([tmp_path], STEPS, order)

    return read


def test_the_four_files_of_a_folder_are_read_into_typed_rows(source):
    read = source(
        children="reference,name,date_of_birth,worker,team,accommodated_on,ended_on,end_reason,"
        "lives_with,legal_basis,group\n"
        "0012,Ann Lee,01/02/2019,Rhona Bell,North,05/01/2026,,,kinship,s25,Lee\n",
        homes="reference,lives_with,from,to\n0012,foster,05/01/2026,\n",
        steps="reference,step,due_on,booked_on,done_on,not_needed,note\n"
        "0012,72-hour meeting,,,07/01/2026,,\n"
        '0012,review_first,,16/02/2026,,yes,"two\nlines"\n',
        recommendations="reference,recommended_on,route,meeting\n0012,03/04/2026,adoption,Second\n",
    )
    assert read.rejects == []
    assert read.children == [
        ChildRow(
            "0012",
            date(2026, 1, 5),
            "Ann Lee",
            date(2019, 2, 1),
            "Rhona Bell",
            "North",
            lives_with="kinship",
            legal_basis="s25",
            group="Lee",
            file="children.csv",
            row=2,
        )
    ]
    assert read.homes == [HomeRow("0012", "foster", date(2026, 1, 5), None, "homes.csv", 2)]
    assert read.steps == [
        StepRow("0012", "meeting_72h", done_on=date(2026, 1, 7), file="steps.csv", row=2),
        StepRow(
            "0012",
            "review_first",
            booked_on=date(2026, 2, 16),
            not_needed=True,
            note="two\nlines",
            file="steps.csv",
            row=3,
        ),
    ]
    assert read.recommendations == [
        RecommendationRow("0012", date(2026, 4, 3), "adoption", "Second", "recommendations.csv", 2)
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Child ID;LAC start date;Allocated worker;Legal status;Placement type;D.O.B.",
        "person_id;Date accommodated;SOCIAL WORKER;legal basis;Lives with;Date of birth",
        "\ufeffReference:;Start Date;Worker name;Legal_Status;placement;Birth date",
    ],
)
def test_other_systems_headings_are_understood(source, heading):
    read = source(export=f"{heading}\n7;5 Jan 2026;Rhona Bell;Section 25;Foster care;43497\n")
    assert read.rejects == []
    (child,) = read.children
    assert child[:5] == ("7", date(2026, 1, 5), "", date(2019, 2, 1), "Rhona Bell")
    assert (child.legal_basis, child.lives_with) == ("s25", "foster")


@pytest.mark.parametrize(
    ("name", "heading", "table"),
    [
        ("export1", "Ref,Start date", "children"),
        ("export2", "Ref,Placement type,From,To", "homes"),
        ("export3", "Ref,Review name,Held", "steps"),
        ("export4", "Ref,Date of recommendation,Permanence route", "recommendations"),
        ("2026-03 Placements", "Ref,Placement,Start date,End date", "homes"),
        ("CHILDREN", "Ref,Start date", "children"),
    ],
)
def test_which_table_a_file_is_shows_in_its_name_or_its_headings(source, name, heading, table):
    (note,) = source(**{name: heading + "\n"}).notes
    assert f"0 rows of {table}" in note


def test_single_files_are_a_source_too(tmp_path):
    path = tmp_path / "list.TXT"
    path.write_text("id\tstart date\n1\t03/04/2026\n")
    assert read_source([path], STEPS).children[0].accommodated_on == date(2026, 4, 3)


def test_columns_and_files_that_are_not_used_are_told(source, tmp_path):
    (tmp_path / "readme.txt").write_text("How this was made")
    read = source(
        children="reference,accommodated_on,Ethnicity,Hair\n1,03/04/2026,x,y\n",
        children_last_year=CHILDREN,
    )
    assert "“children.csv”: 1 row of children; UTF-8, comma." in read.notes
    assert "“children.csv”: not used: “Ethnicity”, “Hair”." in read.notes
    assert any(note.startswith("“children_last_year.csv” was left out") for note in read.notes)
    assert any(note.startswith("“readme.txt” was left out") for note in read.notes)
    assert [child.reference for child in read.children] == ["1"]


def test_a_template_heading_wins_over_a_synonym_beside_it(source):
    read = source(children="id,reference,accommodated_on\n99,0012,03/04/2026\n")
    assert read.children[0].reference == "0012"


def test_short_rows_have_blanks_and_empty_cells_too_many_do_no_harm(source):
    read = source(children="reference,accommodated_on,name\n1,2026-01-05\n2,2026-01-06,Bo,,\n")
    assert [(child.reference, child.name) for child in read.children] == [("1", ""), ("2", "Bo")]


@pytest.mark.parametrize("blank", ["", "NULL", "#N/A", "n/a", "-", "\u00a0", "none"])
def test_cells_that_say_they_are_empty_are_empty(source, blank):
    heading = "reference,accommodated_on,ended_on,lives_with,legal_basis"
    text = f"{heading}\n1,2026-01-05{(',' + blank) * 3}\n"
    (child,) = source(children=text).children
    assert (child.ended_on, child.lives_with, child.legal_basis) == (None, "", "")


def test_a_person_may_be_called_none(source):
    read = source(children="reference,accommodated_on,name\n1,2026-01-05,None\n")
    assert read.children[0].name == "None"


@pytest.mark.parametrize(("typed", "kept"), [("0012", "0012"), ('="0012"', "0012"), ("'=1", "=1")])
def test_references_stay_text_with_their_noughts(source, typed, kept):
    cell = '"' + typed.replace('"', '""') + '"'
    read = source(children=f"reference,accommodated_on\n{cell},2026-01-05\n")
    assert read.children[0].reference == kept


def test_contradictory_but_readable_rows_are_taken_as_they_are(source):
    read = source(
        children="reference,date_of_birth,accommodated_on,ended_on\n1,2026-05-01,2026-04-03,2020-01-01\n"
    )
    assert read.rejects == []
    assert read.children[0].ended_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("table", "text", "row", "reason"),
    [
        ("children", "reference,accommodated_on\n,2026-01-05\n", 2, "reference: the cell is empty"),
        ("children", "reference,accommodated_on\n1,\n", 2, "accommodated_on: the cell is empty"),
        ("children", "Ref,LAC start\n1,31/06/2026\n", 2, "LAC start: “31/06/2026” is not a day"),
        ("children", "reference,accommodated_on\n\n1,03/04/26\n", 3, "year of two digits"),
        ("children", CHILDREN + "2,2026-01-05,Bo,more\n", 3, "4 cells under 3 headings"),
        ("children", CHILDREN + '2,2026-01-05,"Bo\n', 3, "never closed"),
        ("children", CHILDREN + '2,2026-01-05,"Bo"x\n', 3, "do not pair up"),
        ("homes", "reference,lives_with,from\n1,the moon,2026-01-05\n", 2, "“the moon” is not a"),
        ("homes", "reference,lives_with,from\n1,n/a,2026-01-05\n", 2, "lives_with: the cell is"),
        ("homes", "reference,lives_with,from\n1,foster,\n", 2, "from: the cell is empty"),
        ("steps", "reference,step\n1,Tea\n", 2, "“Tea” is not a step of this file's pathway"),
        ("steps", "reference,step,due_on\n1,meeting_72h,soon\n", 2, "due_on: the cell is not"),
        ("steps", "reference,step,not_needed\n1,meeting_72h,perhaps\n", 2, "neither yes nor no"),
        ("steps", "reference,step,not_needed\n1,meeting_72h,?\n", 2, "neither yes nor no"),
        ("recommendations", "reference,recommended_on,route\n1,2026-01-05,\n", 2, "route: the"),
        ("recommendations", "reference,recommended_on,route\n1,2026-01-05,up\n", 2, "not a route"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_rejected_by_file_and_row(source, table, text, row, reason):
    (reject,) = source(**{table: text}).rejects
    assert (reject.file, reject.row) == (f"{table}.csv", row)
    assert reason in reject.reason
    assert "\n" not in reject.reason
    assert reject.reason.endswith(".")


def test_all_faults_of_a_row_are_told_at_once_and_the_other_rows_are_read(source):
    read = source(children="reference,accommodated_on,ended_on\n1,soon,31/02/2026\n2,2026-01-05,\n")
    assert read.rejects == [
        Reject(
            "children.csv",
            2,
            "accommodated_on: the cell is not a date; write it as 03/04/2026 or 2026-04-03; "
            "ended_on: “31/02/2026” is not a day of the calendar.",
        )
    ]
    assert [child.reference for child in read.children] == ["2"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("reference,name\n1,Ann\n", "no column “accommodated_on”"),
        ("name,accommodated_on\nAnn,2026-01-05\n", "no column “reference”"),
        ("reference,Name,name,accommodated_on\n", "the heading “Name” twice"),
        ("reference,accommodated_on,social worker,allocated worker\n", "both mean worker"),
        ("", "is empty"),
    ],
)
def test_a_table_with_faulty_headings_is_told_in_one_sentence(source, text, says):
    with pytest.raises(SourceError, match=says) as fault:
        source(children=text)
    assert str(fault.value).startswith("“children.csv” ")


def test_a_source_without_any_table_is_told(tmp_path):
    with pytest.raises(SourceError, match=r"none of the tables that are read: children\.csv"):
        read_source([tmp_path], STEPS)
    other = tmp_path / "other.csv"
    other.write_text("colour,shape\nred,round\n")
    with pytest.raises(SourceError, match=r"“other\.csv” is none of the tables"):
        read_source([other], STEPS)
    with pytest.raises(SourceError, match="There is no file or folder"):
        read_source([tmp_path / "missing"], STEPS)


def test_a_folder_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        read_source([tmp_path], STEPS)


def test_dates_of_a_profile_may_have_the_month_first(source):
    read = source("mdy", children="reference,accommodated_on\n1,04/03/2026\n")
    assert read.children[0].accommodated_on == date(2026, 4, 3)


ALL_CODES = {
    "lives_with": words.LIVES_WITH,
    "route": words.ROUTE,
    "legal_basis": words.LEGAL_BASIS,
}


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [(column, *each) for column, codes in ALL_CODES.items() for each in codes.items()],
)
def test_every_code_is_read_from_itself_and_from_its_words(column, code, said):
    assert read_code(column, code) == read_code(column, said.upper()) == code
    assert read_code(column, f" {code.replace('_', ' ')} ") == code


@pytest.mark.parametrize(
    ("column", "said", "code"),
    [
        ("lives_with", "Foster care", "foster"),
        ("lives_with", "Kinship care", "kinship"),
        ("lives_with", "Residential", "residential_house"),
        ("lives_with", "With parents", "home"),
        ("route", "KCO", "kinship_order"),
        ("route", "PO", "permanence_order"),
        ("route", "Return home", "home"),
        ("legal_basis", "PO", "po"),
        ("legal_basis", "section 25", "s25"),
        ("legal_basis", "CSO", "cso"),
    ],
)
def test_common_words_for_codes_are_read(column, said, code):
    assert read_code(column, said) == code


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b'reference,accommodated_on\n1,"')
@example(b"sep=;\n")
@example(b'sep="\nreference\n')
@example(b"\x00" * 40)
def test_no_file_breaks_the_reader(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "children.csv"
    for before in (b"", b"reference,accommodated_on\n1,2026-01-05\n"):
        path.write_bytes(before + content)
        try:
            read = read_source([path], STEPS)
        except SourceError as fault:
            assert "\n" not in str(fault)
        else:
            assert len(read.notes) >= 1

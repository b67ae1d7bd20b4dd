"""Tables of text are read whatever program wrote them; a faulty one is told by file and row."""

import tracemalloc
from itertools import product

import pytest

from pace_tui.exchange.tables import RowError, SourceError, rows, sniff

HEADINGS = ["Reference", "Name", "Note"]
CELLS = [["0012", "Zoë O’Neill", 'said "no", then;yes\t|'], ["0013", "Seán “Rory” Lee", ""]]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "cp1252",
]


def in_csv(table, separator=",", end="\r\n"):
    def cell(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if set(text) & set('",;|\t\n') else text

    return "".join(separator.join(map(cell, row)) + end for row in table)


def written(folder, text, encoding="utf-8", name="children.csv"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(path):
    table = sniff(path)
    return list(table.headings), list(rows(table))


@pytest.mark.parametrize(("encoding", "separator"), list(product(ENCODINGS, ",;\t|")))
def test_every_encoding_with_every_separator(tmp_path, encoding, separator):
    path = written(tmp_path, in_csv([HEADINGS, *CELLS], separator), encoding)
    assert read(path) == (HEADINGS, [(2, CELLS[0]), (3, CELLS[1])])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(tmp_path, end):
    path = written(tmp_path, in_csv([HEADINGS, *CELLS], end=end))
    assert read(path) == (HEADINGS, [(2, CELLS[0]), (3, CELLS[1])])


def test_how_a_file_was_read_is_told_in_words(tmp_path):
    path = written(tmp_path, in_csv([HEADINGS, *CELLS], ";"), "cp1252")
    assert sniff(path).how == "Windows-1252, semicolon"


def test_the_line_that_names_the_separator_is_no_row(tmp_path):
    path = written(tmp_path, "sep=;\r\nReference;Name, first\r\n1;Ann\r\n", "utf-8-sig")
    assert read(path) == (["Reference", "Name, first"], [(2, ["1", "Ann"])])


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path):
    path = written(tmp_path, '\r\nReference,Note\r\n\r\n1,"two\r\nlines"\r\n,\r\n2,\r\n')
    assert read(path) == (["Reference", "Note"], [(4, ["1", "two\r\nlines"]), (6, ["2", ""])])


def test_a_last_row_without_line_end_is_read(tmp_path):
    assert read(written(tmp_path, "Reference\n1\n2"))[1] == [(2, ["1"]), (3, ["2"])]


def test_a_quotation_mark_inside_a_bare_cell_is_a_quotation_mark(tmp_path):
    path = written(tmp_path, 'Reference,Name\n1,Ann "Annie" Lee\n')
    assert read(path)[1] == [(2, ["1", 'Ann "Annie" Lee'])]


def test_a_heading_of_two_lines_is_one_heading(tmp_path):
    path = written(tmp_path, 'Reference;"Date of\nbirth"\n1;\n')
    assert read(path)[0] == ["Reference", "Date of birth"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\r\n,,,\r\n", "is empty"),
        (b"PK\x03\x04rest of a workbook", "is a workbook"),
        (b"\xd0\xcf\x11\xe0rest of an old workbook", "is a workbook"),
        (b"reference,name\n1,\x81\x8d\x9d\n", "not text that can be read"),
        (b"\xef\xbb\xbfreference,name\n1,Se\xe1n\n", "not text that can be read"),
        (b"\xff\xfer\x00e\x00f", "not text that can be read"),
    ],
)
def test_a_file_that_holds_no_table_is_told_in_one_sentence(tmp_path, content, says):
    path = tmp_path / "steps.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=says) as fault:
        sniff(path)
    sentence = str(fault.value)
    assert sentence.startswith("“steps.csv” ")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("lines", "row", "says"),
    [
        ('1,Ann\n2,"Bob\n3,Cat\n', 3, "never closed"),
        ('1,"Ann "Annie" Lee"\n2,Bob\n', 2, "do not pair up"),
        ('1,"Ann\n2,"Bob"\n', 2, "do not pair up"),
        ('1,Ann\n\n2,"Bob" \n', 4, "do not pair up"),
        ('1,"' + "x" * 1_100_000 + '"\n', 2, "never closed"),
    ],
)
def test_a_fault_of_quotation_marks_is_told_by_its_row(tmp_path, lines, row, says):
    path = written(tmp_path, "reference,name\n" + lines)
    with pytest.raises(RowError, match=says) as fault:
        list(rows(sniff(path)))
    assert fault.value.row == row


def test_a_long_note_is_read_whole(tmp_path):
    path = written(tmp_path, f"reference,note\n1,{'x' * 200_000}\n")
    assert len(read(path)[1][0][1][1]) == 200_000


def test_memory_stays_flat_however_long_the_file_is(tmp_path):
    path = written(tmp_path, "reference,name\n" + "0001,Ann Lee of some length\n" * 100_000)
    table = sniff(path)
    tracemalloc.start()
    try:
        assert sum(1 for _ in rows(table)) == 100_000
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()

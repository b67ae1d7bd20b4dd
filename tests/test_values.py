"""A file of values is read as people and programs write it, exactly and in its order."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pace_tui.exchange.values import ValuesError, read_values


def given_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "waits.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("value\n4\n-5\n4.50\n", [4, -5, Fraction(9, 2)]),
        ("date,value\n2024-01-01,4\n2024-02-01,0.1\n", [4, Fraction(1, 10)]),
        ("date;value\n01/02/2024;4,5\n02/02/2024;7\n", [Fraction(9, 2), 7]),
        ("date\tWeeks\tnote\n1\t12\t3\n2\t13\t4\n", [12, 13]),
        ('"point","value"\n"1","4"\n"2","3"\n', [4, 3]),
        ("area,count,remark\nA,1,good\nB,2,bad\n", [1, 2]),
        ("value\n4,5\n3,25\n", [Fraction(9, 2), Fraction(13, 4)]),
        ("date,value\n1,1e+05\n2,2.5E-1\n", [100000, Fraction(1, 4)]),
        ("1\n2\n3\n", [1, 2, 3]),
        ("value\r\n4\r\n5\r\n", [4, 5]),
        ("days\n−3\n", [-3]),
        ("value\n", []),
    ],
)
def test_columns_separators_and_numbers(tmp_path: Path, text: str, values: list[object]) -> None:
    assert list(read_values(given_file(tmp_path, text)).values) == values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = given_file(tmp_path, "Größe,value\nä,4\nb,5\n", encoding)
    assert read_values(path).values == (4, 5)


def test_a_missing_value_keeps_its_place(tmp_path: Path) -> None:
    wide = read_values(given_file(tmp_path, "date,value\nMon,1\nTue,\nWed,NA\nThu,#N/A\nFri,2\n"))
    assert wide.values == (1, None, None, None, 2)
    assert wide.labels == ("Mon", "Tue", "Wed", "Thu", "Fri")
    assert read_values(given_file(tmp_path, "value\n1\n\n2\n")).values == (1, None, 2)


def test_an_empty_line_of_a_wider_file_is_no_row(tmp_path: Path) -> None:
    assert read_values(given_file(tmp_path, "date,value\n\nMon,1\n\nTue,2\n\n")).values == (1, 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("date,value\nMon,4\nTue,soon\n", "row 3: “soon” is not a number"),
        ('date,value\nMon,"1,234"\n', "row 2: “1,234” is not a number"),
        ("value\ninf\n", "row 2"),
        ("value\n1e999999999\n", "row 2"),
        ("name,place\na,b\n", "no column of numbers"),
        ("", "is empty"),
        ('date,value\nMon,4\n"Tue,5\n', "row 3"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ValuesError) as caught:
        read_values(given_file(tmp_path, text))
    assert says in str(caught.value)
    assert "waits.csv" in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ValuesError, match=r"nowhere\.csv.* cannot be opened"):
        read_values(tmp_path / "nowhere.csv")

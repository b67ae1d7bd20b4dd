"""Whatever stands in a file, text stays text: it breaks no screen, acts on nothing, and no
control character reaches the terminal. Written straight into the file, past the import."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from screens import TEXTS, keys, office, play
from small_office import invoke
from terminal import Terminal

from pace_tui.core.caseload import Whose
from pace_tui.core.text import cells, cut, pad, showable, wrap
from pace_tui.draw.caserow import RowLook, case_row, fit_columns
from pace_tui.draw.childpage import Page, draw_page
from pace_tui.draw.glyphs import glyphs
from pace_tui.draw.journey import draw_journey
from pace_tui.draw.runchart import draw_run_chart
from pace_tui.store.casefile import open_file
from pace_tui.store.review import read_office, review_one
from pace_tui.store.wall import read_chart
from pace_tui.tui.help.palette import Entries
from pace_tui.tui.widgets.canvas import fit

MARKUP = (
    "Ann [/b] Lee",
    "[red]Ann",
    "[/]",
    "[type=x, v={'a[0]'}]",
    "[@click=app.quit]x[/]",
    "[link=file:///etc/passwd]Ann[/link]",
)
STEERING = (
    "\x1b[2JX99",
    "\x1b]52;c;UFdORUQ=\x07",
    "\x1b]0;PWNED\x07",
    "\x9b31mX98",
    "nul\x00nul",
    "bell\x07",
    "line\r\nfeed\ttab\x0b",
)
UNSEEN = (
    "\u202eright to left",
    "zero\u200bwidth\u2060\ufeffjoin",
    "pile" + "\u0301\u0323" * 30,
    "tag\U000e0041\U000e007f",
)
WIDE = (
    "漢字の名前",
    "family 👨‍👩‍👧‍👦 👩🏽‍🦱 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️",
    "ｆｕｌｌ－ｗｉｄｔｈ",
    "नमस्ते हिन्दी",
    "مرحبا بالعالم",
)
TOGETHER = {
    **{each: (each,) for each in MARKUP},
    "steering": STEERING,
    "unseen": UNSEEN,
    "wide": WIDE,
    "long": ("x" * 500, "word " * 200),
}
# What a terminal would obey: C0 and C1 controls, and the characters that turn text around.
OBEYED = {chr(code) for code in (*range(32), *range(0x7F, 0xA0))} | set(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def hostile_texts(payloads):
    """Every text of the office replaced, each by a payload and a letter that tells it apart."""
    kinds = list(TEXTS)
    return {kind: payloads[at % len(payloads)] + f" {kind}" for at, kind in enumerate(kinds)}


async def walk(seen):
    """Every screen and form, with the hostile child in focus; answers what was seen."""
    texts = []
    reference = next(
        row.reference for row in seen.app.desk.all_rows if "reference" in row.reference
    )
    seen.app.screen.go_to(reference)
    await seen.settle()
    for key in keys(
        "enter pagedown end question_mark escape escape question_mark escape "
        "right right left left s s 2 home tab home v v tab enter escape 3 end 1 "
        "slash a n n escape colon r e f"
    ):
        await seen.press(key)
        texts.append(seen.text)
        seen.check_rows()
    found = seen.app.screen.query_one(Entries).found
    at = next(at for at, entry in enumerate(found) if entry.kind == reference)
    await seen.press(*["down"] * at, "enter")
    texts.append(seen.text)
    assert seen.app.screen.PLACE == "child", "the palette opens a child by a hostile reference"
    return texts


@pytest.mark.parametrize("payloads", TOGETHER.values(), ids=TOGETHER)
def test_hostile_text_is_only_text_on_every_screen(tmp_path, payloads):
    path = office(tmp_path / "hostile.db", dots=2, texts=hostile_texts(payloads))

    async def story(seen):
        for text in await walk(seen):
            found = OBEYED & set(text.replace("\n", ""))
            assert not found, found
        assert not seen.app._exit
        if payloads[0] in MARKUP:
            assert payloads[0] in seen.text, "markup is shown as it is"
            await seen.press("escape")
            for word in ("[", "x"):
                if word in seen.text:
                    await seen.click(*seen.place_of(word), times=2)
            assert not seen.app._exit, "no action ran"

    app = play(path, story, size=(80, 24))
    assert not app.fault


def test_hostile_text_in_every_form(tmp_path):
    payloads = (*MARKUP, *STEERING, *UNSEEN, *WIDE)
    path = office(tmp_path / "hostile.db", dots=0, texts=hostile_texts(payloads))

    async def story(seen):
        await seen.press("down", "down")
        for typed in ("d", "b", "r", "n", "m", "m down enter"):
            await seen.press(*keys(typed))
            assert len(seen.app.screen_stack) == 2, typed
            assert not OBEYED & set(seen.text.replace("\n", ""))
            while len(seen.app.screen_stack) > 1:
                await seen.press("escape")
        assert not seen.app._exit

    play(path, story)


COMMANDS = (
    *(("list", "--format", form) for form in ("table", "plain", "json", "csv", "md")),
    *(("show", "REFERENCE", "--format", form) for form in ("text", "json", "md")),
    *(("chart", "--format", form) for form in ("text", "json")),
    ("due",),
    ("list", "--hide-names"),
)


def test_no_command_prints_what_a_terminal_would_obey(tmp_path):
    texts = hostile_texts((*STEERING, *UNSEEN))
    path = office(tmp_path / "hostile.db", dots=9, texts=texts)
    for name, *options in COMMANDS:
        typed = [texts["reference"] if each == "REFERENCE" else each for each in options]
        told = invoke(name, path, *typed)
        assert told.exit_code == 0, (name, options, told.output, told.exception)
        found = OBEYED & set(told.output.replace("\n", ""))
        assert not found, (name, options, found)
        if "json" in options:
            json.loads(told.output)


def test_markup_is_not_markup_for_a_command_either(tmp_path):
    texts = hostile_texts(MARKUP)
    path = office(tmp_path / "hostile.db", dots=9, texts=texts)
    told = json.loads(invoke("list", path, "--format", "json").output)
    row = next(row for row in told if row["reference"] == texts["reference"])
    assert (row["name"], row["worker"], row["team"]) == (
        texts["name"], texts["worker"], texts["team"],
    )  # fmt: skip
    page = " ".join(invoke("show", path, texts["reference"]).output.split())
    for kind in ("name", "worker", "note", "place"):
        assert texts[kind] in page, kind


def test_no_control_byte_reaches_a_real_terminal(tmp_path):
    payloads = (*STEERING, *UNSEEN, *MARKUP)
    path = office(tmp_path / "hostile.db", texts=hostile_texts(payloads))
    with Terminal("-m", "pace_tui", path, cwd=tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for("Maya Quinn", "median 49")
        for key in keys("down down enter escape 2 left 3 1"):
            terminal.press(key)
            terminal.read(0.2)
        terminal.press("right", "right", "/", "x", "9")
        terminal.read(0.3)
        terminal.press("escape", "q")
        assert terminal.end() == 0
        terminal.check_restored()
    sent = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", terminal.sent)  # Textual's shape of the pointer
    for bad in ("\x1b[2JX99", "\x1b]52", "\x1b]0;", "\x9b", "\x00", "\x07", "\x0b", *OBEYED - {
        chr(code) for code in range(32)
    }):  # fmt: skip
        assert bad.encode() not in sent, repr(bad)
    assert b"X99" in terminal.sent, "the text itself was shown"


@pytest.fixture(scope="module")
def office_rows(tmp_path_factory):
    """One child in full and the chart of everyone, to be dressed in other words."""
    path = office(tmp_path_factory.mktemp("rows") / "small.db")
    with closing(open_file(path, read_only=True)) as file:
        scene = read_office(file.connection, None)
        review = review_one(file.connection, scene.scene, "NB-01")
        return review, read_chart(file.connection, scene, Whose())


ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.sampled_from((*MARKUP, *STEERING, *UNSEEN, *WIDE)),
    st.lists(st.sampled_from("\u0301\u200d\ufe0f👩🏽漢\x1b\x9bａ\u202e x"), max_size=30).map(
        "".join
    ),
)
AS_AT = date(2026, 11, 20)
PLAIN = Style()


@settings(max_examples=300, deadline=None)
@given(text=ANY_TEXT, width=st.integers(min_value=1, max_value=90))
def test_any_text_fits_exactly(text, width):
    assert cells(text) == cells(showable(text)) == cell_len(showable(text))
    assert cell_len(pad(text, width)) == width
    assert cell_len(pad(text, width, right=True)) == width
    assert cell_len(cut(text, width)) <= width
    assert all(cell_len(line) <= max(3, width) for line in wrap(text, width))
    strip = fit([(text, PLAIN), (text, PLAIN)], width, PLAIN)
    assert cell_len(strip.text) == strip.cell_length == width
    assert not OBEYED & set(strip.text)


@settings(max_examples=200, deadline=None)
@given(
    words=st.tuples(*[ANY_TEXT] * 6),
    width=st.integers(min_value=40, max_value=220),
    many=st.booleans(),
    hide=st.booleans(),
    name=st.sampled_from(("unicode", "wgl4", "ascii")),
)
def test_rows_and_pages_are_exact_for_any_text(office_rows, words, width, many, hide, name):
    review, chart = office_rows
    child, worker, team, lives, note, reference = words
    row = review.row._replace(
        name=child, worker=worker, team=team, lives_with=lives, reference=reference or "x"
    )
    case = review.case._replace(
        notes=((AS_AT, note),),
        homes=tuple(home._replace(place=lives, lives_with=lives) for home in review.case.homes),
        kin=tuple(kin._replace(name=child, reference=reference) for kin in review.case.kin),
        end_reason=note,
    )
    step = review.plan.steps[0]
    steps = (step._replace(note=note, rule=step.rule._replace(name=lives)), *review.plan.steps[1:])
    dressed = review._replace(row=row, case=case, plan=review.plan._replace(steps=steps))
    look = RowLook(AS_AT, glyphs(name), hide)
    columns = fit_columns(width, many)
    last = columns[-1]
    assert sum(cells(text) for text, _ in case_row(row, columns, look)) == last.x + last.width
    for drawn in draw_page(Page(dressed, AS_AT, look.glyphs, hide), width):
        assert sum(cells(text) for text, _ in drawn) <= max(width, 60)
    for drawn in draw_journey(dressed, AS_AT, width, look.glyphs):
        assert sum(cells(text) for text, _ in drawn) == width
    marked = chart._replace(marks=tuple(mark._replace(name=note) for mark in chart.marks))
    for drawn in draw_run_chart(marked, width, 24, look.glyphs).grid.rows():
        assert cell_len("".join(text for text, _ in drawn)) == width


def test_the_payloads_are_really_in_the_file(tmp_path):
    """The tests above are known to hand the screens what they say."""
    texts = hostile_texts(STEERING)
    path = office(tmp_path / "hostile.db", texts=texts)
    with closing(sqlite3.connect(path)) as raw:
        names = {row[0] for row in raw.execute("SELECT name FROM child")}
        notes = {row[0] for row in raw.execute("SELECT text FROM note")}
    assert texts["name"] in names
    assert texts["note"] in notes

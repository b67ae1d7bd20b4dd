"""One child on the screen, the diary's way there, and names that can be hidden everywhere."""

import pytest
from screens import CHILDREN, SIZES, TEXTS, office, play

from pace_tui.tui.caseload.table import CaseTable

# Names and notes nobody else has: none of it may be seen once names are hidden.
SECRET = {
    "name": "Zzname Hidden",
    "place": "Zzplace",
    "note": "Zznote of Sunday",
    "step_note": "Zzstepnote",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return office(tmp_path_factory.mktemp("child") / "small.db")


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    return office(tmp_path_factory.mktemp("child") / "secret.db", texts=SECRET)


async def whole(seen):
    """Everything there is to read on a page, screen by screen."""
    pages = [seen.text]
    for _ in range(12):
        await seen.press("pagedown")
        if seen.text == pages[-1]:
            break
        pages.append(seen.text)
    return "\n".join(pages)


@pytest.mark.parametrize("size", SIZES)
def test_enter_opens_the_child_and_esc_goes_back(file, size):
    async def story(seen):
        await seen.press("down", "down", "enter")
        assert seen.app.screen.PLACE == "child"
        page = await whole(seen)
        for said in (
            "Callum Ross · NB-01",
            "aged 7",
            "Aisha Khan, Harbour team",
            "Past aim",
            "41 weeks",
            "accommodated 6 Feb 2026",
            "the aim is 26 weeks",
            "Steps",
            "72-hour meeting",
            "Permanence recommendation",
            "Where the child lives",
            "Gran Ina",
            "Section 25",
            "Last heard 6 May 2026",
            "Brothers and sisters",
            "Orla McIntyre",
            "Legal: on the way",
            "Gran Ina rang about Sunday",
            "Waiting for the health visitor",
        ):
            assert said in page or said in " ".join(page.split()), said
        seen.check_rows()
        await seen.press("escape")
        assert seen.app.screen.PLACE == "caseload"
        assert seen.app.screen.query_one(CaseTable).current.reference == "NB-01"
        await seen.press("enter", "backspace")
        assert seen.app.screen.PLACE == "caseload"

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES[:1])
def test_every_child_has_a_page_that_fits(file, size):
    async def story(seen):
        for reference, name, *_ in CHILDREN:
            seen.app.screen.query_one(CaseTable).go_to(reference)
            await seen.press("enter")
            assert (name or reference) in seen.text
            seen.check_rows()
            await seen.press("end")
            seen.check_rows()
            await seen.press("g", "j", "k", "G", "space", "question_mark")
            assert "never the child" in " ".join((await whole(seen)).split())
            await seen.press("escape", "escape")
            assert seen.app.screen.PLACE == "caseload"

    play(file, story, size=size)


def test_the_page_is_drawn_anew_for_another_size(file):
    async def story(seen):
        await seen.press("down", "enter")
        for size in ((80, 24), (200, 60), (100, 30)):
            await seen.resize(*size)
            assert "Maya Quinn" in seen.text
            seen.check_rows()
        await seen.press("escape")
        seen.check_rows()
        await seen.press("2")
        await seen.resize(80, 24)
        seen.check_rows()

    play(file, story)


def test_a_late_step_is_late_and_the_child_is_not(file):
    async def story(seen):
        seen.app.screen.query_one(CaseTable).go_to("NB-02")
        await seen.press("enter")
        assert "17w late" in seen.line("2 ▲ Two-week planning review", "24 Jul")
        assert "17 weeks late" in seen.line("Two-week planning review: due 24 Jul")

    play(file, story)


async def walk(seen):
    """Every screen there is, one after another; answers their texts."""
    texts = []

    async def note(*keys):
        await seen.press(*keys)
        texts.append(seen.text)

    await note()
    for keys in ("s", "w", "w", "right", "right", "left", "left", "question_mark", "escape"):
        await note(keys)
    for _ in CHILDREN:
        await note("enter")
        await note("pagedown")
        await note("end")
        await note("question_mark")
        await note("escape")
        await note("escape")
        await note("down")
    for form in ("d", "b", "r", "n", "m"):
        await note(form)
        await note("escape")
    await note("2")
    await note("home")
    for _ in range(13):
        await note("right")
    await note("v")
    await note("v", "tab", "home")
    for _ in range(7):
        await note("right")
    await note("enter")
    await note("escape")
    await note("3")
    await note("end")
    await note("enter")
    await note("escape")
    await note("1")
    await note("colon")
    for letters in ("zz", "callum"):
        await seen.type(letters)
        texts.append(seen.text)
        await seen.press("backspace", "backspace")
    await note("escape")
    await note("slash")
    await seen.type("zz")
    texts.append(seen.text)
    await note("escape")
    return texts


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_hidden_names_are_on_no_screen(secret, size):
    names = [name for _, name, *_ in CHILDREN if name and name != TEXTS["name"]]
    words = [part for name in names for part in name.split()] + ["Zz", "Una "]

    async def hidden(seen):
        for text in await walk(seen):
            body = "\n".join(line for line in text.splitlines() if "zz" not in line)
            for word in words:
                assert word not in body, (word, text)
        assert "names hidden" in seen.lines[1]

    play(secret, hidden, size=size, hide_names=True)


def test_the_walk_sees_names_that_are_not_hidden(secret):
    """The test above is known to find what it looks for."""

    async def shown(seen):
        found = "\n".join(await walk(seen))
        for word in (*SECRET.values(), "Maya Quinn", "Una C", "Orla McIntyre"):
            assert word in " ".join(found.split()), word

    play(secret, shown, size=(80, 24))


def test_h_hides_the_names_on_the_screen_at_once_and_shows_them_again(file):
    async def story(seen):
        for keys, name in (
            ((), "Maya Quinn"),
            (("down", "enter"), "Maya Quinn"),
            (("escape", "2"), "Isla Begg"),
            (("tab",), "Maya Quinn"),
            (("3",), "Maya Quinn"),
        ):
            await seen.press(*keys)
            assert name in seen.text
            await seen.press("h")
            assert name not in seen.text
            assert "names hidden" in seen.lines[1]
            seen.check_rows()
            await seen.press("h")
            assert name in seen.text
            assert "names hidden" not in seen.text

    play(file, story)

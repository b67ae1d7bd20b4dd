"""Every change a person can make: written once, in the history, and taken back exactly."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pace_tui.core import edit as edits
from pace_tui.core.caseload import Review
from pace_tui.store.casefile import CaseFile, open_file
from pace_tui.store.edit import Target, apply_edit, last_line
from pace_tui.store.errors import FileError
from pace_tui.store.review import Office, read_office, review_one
from pace_tui.store.schema import AUDITED
from pace_tui.store.seal import broken_at
from pace_tui.store.undo import actions, redo, undo

SAMPLE = Path(__file__).parent.parent / "sample.db"
CALLUM = "NB-0372"
TODAY = date(2026, 11, 20)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CaseFile]:
    shutil.copy(SAMPLE, tmp_path / "team.db")
    opened = open_file(tmp_path / "team.db", check=False)
    yield opened
    opened.close()


def office(file: CaseFile) -> Office:
    return read_office(file.connection)


def child(file: CaseFile, reference: str = CALLUM) -> Review:
    found = review_one(file.connection, office(file).scene, reference)
    assert found is not None
    return found


def write(
    file: CaseFile, edit: edits.Edit, reference: str = CALLUM, seen: int | None = None
) -> str:
    target = Target(child(file, reference).row.period_id, reference, seen)
    return apply_edit(file, edit, target, office(file).scene.pathway)


def tables(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in AUDITED
    }


def test_a_step_is_held_booked_moved_and_opened_again(file: CaseFile) -> None:
    write(file, edits.BookStep("recommendation", date(2026, 12, 10)))
    write(file, edits.BookStep("recommendation", date(2026, 12, 11)))
    step = next(s for s in child(file).plan.steps if s.rule.key == "recommendation")
    assert step.booked_on == date(2026, 12, 11)
    before = step.moved
    write(file, edits.BookStep("recommendation", date(2026, 12, 11)))
    step = next(s for s in child(file).plan.steps if s.rule.key == "recommendation")
    assert step.moved == before, "booking the same day again moves nothing"
    write(file, edits.HoldStep("legal_advice", TODAY))
    assert next(s for s in child(file).case.steps if s.key == "legal_advice").done_on == TODAY
    write(file, edits.ReopenStep("legal_advice"))
    assert next(s for s in child(file).case.steps if s.key == "legal_advice").done_on is None


def test_a_recommendation_stops_the_clock_and_withdrawn_it_runs_again(file: CaseFile) -> None:
    assert child(file).row.status == "past_aim"
    write(file, edits.Recommend(TODAY, "adoption", "looked after review"))
    row = child(file).row
    assert (row.recommended_on, row.route) == (TODAY, "adoption")
    assert row.status != "past_aim"
    write(file, edits.CorrectRecommendation(TODAY - timedelta(1), "permanence_order"))
    assert child(file).row.route == "permanence_order"
    write(file, edits.WithdrawRecommendation(TODAY, "the plan has changed"))
    assert child(file).row.recommended_on is None
    assert child(file).row.status == "past_aim"


def test_a_move_ends_one_home_and_begins_the_next(file: CaseFile) -> None:
    write(file, edits.MoveHome("kinship", TODAY, "Aunt"))
    review = child(file)
    assert review.row.lives_with == "kinship"
    assert review.case.homes[-2].to_on == TODAY
    write(file, edits.ChangeLegalBasis("cso", TODAY))
    assert [(each.basis, each.to_on) for each in child(file).case.legal][-1] == ("cso", None)
    write(file, edits.Allocate("Ben Stewart", TODAY))
    assert child(file).row.worker == "Ben Stewart"


def test_words_are_cleaned_on_the_way_in(file: CaseFile) -> None:
    write(file, edits.WriteNote(TODAY, "Seen at\x1b[2J home\u202e"))
    assert child(file).case.notes[-1] == (TODAY, "Seen at[2J home")
    write(file, edits.HearViews(TODAY, "a walk", "wants the same school"))
    assert child(file).case.views_heard[-1] == TODAY
    write(file, edits.JudgeElement("legal", "not_yet", TODAY))
    assert child(file).case.judgements[-1].judgement == "not_yet"


def test_a_closed_period_leaves_the_caseload(file: CaseFile) -> None:
    write(file, edits.ClosePeriod(TODAY, "went home"))
    assert child(file).case.ended_on == TODAY
    assert child(file).case.end_reason == "went home"


def test_the_history_says_what_and_for_whom_without_a_name(file: CaseFile) -> None:
    line = write(file, edits.HoldStep("legal_advice", TODAY))
    assert line == f"Legal advice received held 20 Nov 2026 ({CALLUM})"
    latest = actions(file.connection, child(file).row.period_id)[0]
    assert latest.what == line
    assert "Callum" not in latest.what


def test_a_record_that_somebody_else_has_changed_is_not_overwritten(file: CaseFile) -> None:
    shown = last_line(file.connection)
    write(file, edits.WriteNote(TODAY, "From another window"))
    before = tables(file.connection)
    with pytest.raises(FileError, match="Somebody else has changed this record"):
        write(file, edits.BookStep("recommendation", date(2026, 12, 10)), seen=shown)
    assert tables(file.connection) == before
    write(file, edits.WriteNote(TODAY, "Another child"), reference="NB-0424", seen=shown)


def test_undo_and_redo_go_back_and_forth_one_by_one(file: CaseFile) -> None:
    states = [tables(file.connection)]
    for day in (1, 2, 3):
        write(file, edits.BookStep("recommendation", date(2026, 12, day)))
        states.append(tables(file.connection))
    for state in reversed(states[:-1]):
        undo(file)
        assert tables(file.connection) == state
    with pytest.raises(FileError, match="nothing to undo"):
        undo(file)
    for state in states[1:]:
        redo(file)
        assert tables(file.connection) == state
    with pytest.raises(FileError, match="nothing to do again"):
        redo(file)


def test_what_the_file_was_made_with_cannot_be_undone(file: CaseFile) -> None:
    with pytest.raises(FileError, match="since the file began"):
        undo(file)


def test_undo_works_after_a_restart_and_a_new_change_ends_redo(file: CaseFile) -> None:
    begun = tables(file.connection)
    write(file, edits.WriteNote(TODAY, "One"))
    file.close()
    again = open_file(file.path)
    assert undo(again).startswith("Note of 20 Nov 2026")
    assert tables(again.connection) == begun
    write(again, edits.WriteNote(TODAY, "Two"))
    with pytest.raises(FileError, match="nothing to do again"):
        redo(again)
    again.close()


def _some_edit(luck: random.Random) -> edits.Edit:
    day = TODAY - timedelta(luck.randrange(40))
    step = luck.choice(("legal_advice", "information", "review_second", "panel"))
    return luck.choice(
        (
            edits.HoldStep(step, day),
            edits.BookStep(step, TODAY + timedelta(luck.randrange(60))),
            edits.StepNotNeeded(step, "not for this child"),
            edits.StepDelayed(step, "court", "waiting"),
            edits.ReopenStep(step),
            edits.WriteNote(day, f"Note {luck.random()}"),
            edits.HearViews(day, "a walk"),
            edits.JudgeElement("legal", "partly", day),
            edits.MoveHome(luck.choice(("foster", "kinship")), day, luck.choice(("", "Aunt"))),
            edits.ChangeLegalBasis("cso", day),
            edits.Allocate(luck.choice(("Ben Stewart", "Aisha Khan")), day),
            edits.Recommend(day, "home"),
            edits.ClosePeriod(day, "went home"),
        )
    )


@pytest.mark.parametrize("seed", range(8))
def test_random_histories_are_undone_to_exactly_the_earlier_state(
    file: CaseFile, seed: int
) -> None:
    luck = random.Random(seed)
    states = [tables(file.connection)]
    for _ in range(25):
        if len(states) > 1 and luck.random() < 0.35:
            undo(file)
            states.pop()
            assert tables(file.connection) == states[-1]
            continue
        write(file, _some_edit(luck), luck.choice((CALLUM, "NB-0424", "NB-0426")))
        now = tables(file.connection)
        if now != states[-1]:  # what changes nothing leaves no line in the history
            states.append(now)
    assert broken_at(file.connection) == ""


def test_a_row_altered_behind_the_programs_back_is_found(file: CaseFile) -> None:
    write(file, edits.WriteNote(TODAY, "One"))
    assert broken_at(file.connection) == ""
    file.close()
    raw = sqlite3.connect(file.path)
    triggers = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE name LIKE 'child_up%'"
    ).fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("UPDATE child SET date_of_birth = '2011-01-01' WHERE reference = ?", (CALLUM,))
    for _, sql in triggers:
        raw.execute(sql)
    raw.commit()
    assert broken_at(raw) == "child"
    raw.close()

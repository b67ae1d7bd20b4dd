"""Faults of the smaller kind, as every record has them: wrong, but the weeks still count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pace_tui.core.caseload import Scene
from pace_tui.sample.draft import Draft, days
from pace_tui.sample.stories import TOLD

_SATURDAY = 5


def add_faults(
    now: Sequence[Draft], recommended: Sequence[Draft], otherwise: Sequence[Draft], scene: Scene
) -> None:
    """Put one fault each into some records; nobody's status changes by it."""
    # Neither the children told by hand nor brothers and sisters, who share their dates.
    alone = [draft for draft in now[len(TOLD) :] if not draft.group]
    past_aim = [draft for draft in alone if draft.row(scene).status == "past_aim"]
    each: list[Callable[[Draft], None]] = [
        _held_before_the_start,
        _booked_on_a_saturday,
        _advice_before_it_was_asked_for,
        _no_birth_date,
        _home_not_known,
    ]
    for nth, fault in enumerate(each):
        fault(past_aim[5 + nth * 5])
    _held_next_year(past_aim, scene)
    otherwise[17].end_reason = ""
    made = recommended[60].recommendations
    made[0] = made[0]._replace(route=None)


def _held_before_the_start(draft: Draft) -> None:
    step = draft.steps["meeting_72h"]
    draft.put(step._replace(done_on=draft.start - days(2)))


def _booked_on_a_saturday(draft: Draft) -> None:
    step = draft.steps["recommendation"]
    day = draft.steps["recommendation"].booked_on or draft.start + days(7 * 120)
    draft.put(step._replace(booked_on=day + days((_SATURDAY - day.weekday()) % 7)))


def _advice_before_it_was_asked_for(draft: Draft) -> None:
    asked, advice = draft.steps["legal_advice_asked"], draft.steps["legal_advice"]
    draft.put(asked._replace(done_on=advice.done_on))
    draft.put(advice._replace(done_on=asked.done_on))


def _no_birth_date(draft: Draft) -> None:
    draft.born = None


def _held_next_year(drafts: Sequence[Draft], scene: Scene) -> None:
    """One date typed with the next year, so that it lies ahead."""
    for draft in drafts:
        step = draft.steps.get("information")
        if step and step.done_on and step.done_on + days(364) > scene.as_at:
            draft.put(step._replace(done_on=step.done_on + days(364)))
            return


def _home_not_known(draft: Draft) -> None:
    draft.homes[-1] = draft.homes[-1]._replace(lives_with="unknown", place="")

"""Every change a person can make to one child's record, as data, and what to say of it.

A change is judged before it is written: what is impossible is refused, by field and with the
reason; what is unlikely is asked about. `store.edit` writes it, the dialogs only collect it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class HoldStep(NamedTuple):
    """A step was held (done) on a day."""

    step: str
    on: date


class BookStep(NamedTuple):
    """A step is in the diary for a day; a second booking moves the first."""

    step: str
    on: date


class StepNotNeeded(NamedTuple):
    """A step is not needed for this child, for a reason."""

    step: str
    reason: str


class StepDelayed(NamedTuple):
    """Why a step is late or will be: a code of the file's reasons, and words if wished."""

    step: str
    reason: str
    note: str = ""


class ReopenStep(NamedTuple):
    """A step marked held or not needed is open again."""

    step: str


class WriteNote(NamedTuple):
    """A note of a day."""

    on: date
    text: str


class HearViews(NamedTuple):
    """The child's views were heard, and how."""

    on: date
    how: str
    views: str = ""


class JudgeElement(NamedTuple):
    """One element of permanence as judged on a day: `settled`, `partly` or `not_yet`."""

    element: str
    judgement: str
    on: date
    note: str = ""


class MoveHome(NamedTuple):
    """The child lives somewhere else from a day on."""

    lives_with: str
    on: date
    place: str = ""


class ChangeLegalBasis(NamedTuple):
    """Another legal basis from a day on."""

    basis: str
    on: date


class Allocate(NamedTuple):
    """Another worker from a day on, by name."""

    worker: str
    on: date


class Recommend(NamedTuple):
    """A recommendation for permanence, with its route and the meeting that made it."""

    on: date
    route: str
    meeting: str = ""


class WithdrawRecommendation(NamedTuple):
    """The recommendation that stands no longer does, from a day on, for a reason."""

    on: date
    reason: str


class CorrectRecommendation(NamedTuple):
    """The recommendation that stands was recorded wrongly: the right day and route."""

    on: date
    route: str
    meeting: str = ""


class ClosePeriod(NamedTuple):
    """The period of care has ended on a day, for a reason."""

    on: date
    reason: str


Edit = (
    HoldStep
    | BookStep
    | StepNotNeeded
    | StepDelayed
    | ReopenStep
    | WriteNote
    | HearViews
    | JudgeElement
    | MoveHome
    | ChangeLegalBasis
    | Allocate
    | Recommend
    | WithdrawRecommendation
    | CorrectRecommendation
    | ClosePeriod
)


class Verdict(NamedTuple):
    """What is to be said of a change: `refused` by field, `doubts` to confirm, `told` to know.

    Only a change with nothing refused may be written; with doubts, only once confirmed.
    """

    refused: dict[str, str]
    doubts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

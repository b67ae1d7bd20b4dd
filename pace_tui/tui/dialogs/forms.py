"""The forms there are: for each kind of change its title, its fields and the edit they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from pace_tui.core import edit as edits
from pace_tui.core import words
from pace_tui.core.caseload import Review
from pace_tui.core.pathway import RECOMMENDATION, live_recommendations
from pace_tui.tui.desk import Desk
from pace_tui.tui.dialogs.fields import ChoiceField, DayField, TextField, Value
from pace_tui.tui.dialogs.form import Form

Values = dict[str, Value]
Maker = Callable[[Review, Desk, str], Form]
_ELEMENTS = (("physical", "Physical"), ("legal", "Legal"), ("emotional", "Emotional"))


def _steps(review: Review, chosen: str, still_open: bool = True) -> ChoiceField:
    """A choice of the child's steps, the next one marked."""
    steps = [s for s in review.plan.steps if s.open == still_open]
    # The recommendation is made by a form of its own, which asks for the route.
    options = tuple((s.rule.key, s.rule.name) for s in steps if s.rule.key != RECOMMENDATION or (
        not still_open))  # fmt: skip
    following = review.plan.next.rule.key if review.plan.next else ""
    return ChoiceField("step", "Which step", options, chosen or following)


def _all_steps(review: Review, chosen: str) -> ChoiceField:
    options = tuple((s.rule.key, s.rule.name) for s in review.plan.steps if s.open)
    following = review.plan.next.rule.key if review.plan.next else ""
    return ChoiceField("step", "Which step", options, chosen or following)


def _made(kind: type[Any]) -> Callable[[Values], edits.Edit]:
    """An edit of a kind from fields of the same names."""
    return lambda values: cast("edits.Edit", kind(**values))


def hold(review: Review, desk: Desk, step: str) -> Form:
    """A step was held; the recommendation, where it is all that is left to do."""
    steps = _steps(review, step)
    if not steps.options:
        return recommend(review, desk, step)
    fields = (DayField("on", "Held on"), steps)
    return Form("hold", "Mark a step as held", fields, _made(edits.HoldStep))


def book(review: Review, desk: Desk, step: str) -> Form:
    """A step is booked."""
    del desk
    fields = (DayField("on", "Booked for", default=""), _all_steps(review, step))
    return Form("book", "Put a step in the diary", fields, _made(edits.BookStep))


def not_needed(review: Review, desk: Desk, step: str) -> Form:
    """A step is not needed."""
    del desk
    fields = (TextField("reason", "Why it is not needed"), _steps(review, step))
    return Form("not_needed", "A step is not needed", fields, _made(edits.StepNotNeeded))


def delayed(review: Review, desk: Desk, step: str) -> Form:
    """Why a step is late."""
    fields = (
        ChoiceField("reason", "Reason for delay", desk.delay_reasons()),
        _all_steps(review, step),
        TextField("note", "In a few words, if wished"),
    )
    return Form("delayed", "Why a step is late", fields, _made(edits.StepDelayed))


def reopen(review: Review, desk: Desk, step: str) -> Form:
    """A step is open again."""
    del desk, step
    fields = (_steps(review, "", still_open=False),)
    return Form("reopen", "Open a step again", fields, _made(edits.ReopenStep))


def note(review: Review, desk: Desk, step: str) -> Form:
    """A note."""
    del review, desk, step
    fields = (TextField("text", "Note"), DayField("on", "Of the day"))
    return Form("note", "Write a note", fields, _made(edits.WriteNote))


def views(review: Review, desk: Desk, step: str) -> Form:
    """The child's views."""
    del review, desk, step
    fields = (
        TextField("how", "How they were heard", hint="a walk, a drawing, at the review ..."),
        DayField("on", "On"),
        TextField("views", "In the child's own words, if wished"),
    )
    return Form("views", "The child's views", fields, _made(edits.HearViews))


def element(review: Review, desk: Desk, step: str) -> Form:
    """One element of permanence."""
    del review, desk, step
    fields = (
        ChoiceField("element", "Which element of permanence", _ELEMENTS),
        ChoiceField("judgement", "How it stands", tuple(words.JUDGEMENT.items())),
        DayField("on", "As judged on"),
        TextField("note", "In a few words, if wished"),
    )
    return Form(
        "element", "Physical, legal, emotional permanence", fields, _made(edits.JudgeElement)
    )


def move(review: Review, desk: Desk, step: str) -> Form:
    """A move of home."""
    del desk, step
    fields = (
        ChoiceField(
            "lives_with", "Lives with", tuple(words.LIVES_WITH.items()), review.row.lives_with
        ),
        TextField("place", "Whose home, if wished"),
        DayField("on", "Since"),
    )
    return Form("move", "A move of home", fields, _made(edits.MoveHome))


def legal(review: Review, desk: Desk, step: str) -> Form:
    """Another legal basis."""
    del desk, step
    now = review.case.legal[-1].basis if review.case.legal else ""
    fields = (
        ChoiceField("basis", "Legal basis", tuple(words.LEGAL_BASIS.items()), now),
        DayField("on", "Since"),
    )
    return Form("legal", "Another legal basis", fields, _made(edits.ChangeLegalBasis))


def allocate(review: Review, desk: Desk, step: str) -> Form:
    """Another worker."""
    del step
    workers = tuple((worker.name, worker.name) for worker in desk.workers)
    fields = (
        ChoiceField("worker", "Worker", workers, review.row.worker or ""),
        DayField("on", "Since"),
    )
    return Form("allocate", "Another worker", fields, _made(edits.Allocate))


def recommend(review: Review, desk: Desk, step: str) -> Form:
    """A recommendation for permanence."""
    del review, desk, step
    fields = (
        ChoiceField("route", "Route to permanence", tuple(words.ROUTE.items())),
        DayField("on", "Recommended on"),
        TextField("meeting", "At which meeting", default="looked after review"),
    )
    return Form("recommend", "A recommendation for permanence", fields, _made(edits.Recommend))


def withdraw(review: Review, desk: Desk, step: str) -> Form:
    """Withdraw the recommendation."""
    del review, desk, step
    fields = (TextField("reason", "Why it is withdrawn"), DayField("on", "Since"))
    return Form(
        "withdraw", "Withdraw the recommendation", fields, _made(edits.WithdrawRecommendation)
    )


def correct(review: Review, desk: Desk, step: str) -> Form:
    """Correct the recommendation."""
    del step
    standing = live_recommendations(review.case, desk.as_at)
    route = standing[0].route or "" if standing else ""
    day = _typed(standing[0].recommended_on) if standing else "today"
    fields = (
        DayField("on", "It was made on", default=day),
        ChoiceField("route", "Route to permanence", tuple(words.ROUTE.items()), route),
    )
    return Form("correct", "Correct the recommendation", fields, _made(edits.CorrectRecommendation))


def close(review: Review, desk: Desk, step: str) -> Form:
    """The period of care has ended."""
    del review, desk, step
    fields = (
        TextField("reason", "How it ended", hint="went home, adopted, turned 18 ..."),
        DayField("on", "Ended on"),
    )
    return Form("close", "The period of care has ended", fields, _made(edits.ClosePeriod))


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# By the name of the action; the words are those of the menu.
FORMS: dict[str, tuple[str, Maker]] = {
    "hold": ("Mark a step as held", hold),
    "book": ("Put a step in the diary", book),
    "not_needed": ("A step is not needed", not_needed),
    "delayed": ("Why a step is late", delayed),
    "reopen": ("Open a step again", reopen),
    "note": ("Write a note", note),
    "views": ("The child's views were heard", views),
    "element": ("Physical, legal, emotional permanence", element),
    "move": ("A move of home", move),
    "legal": ("Another legal basis", legal),
    "allocate": ("Another worker", allocate),
    "recommend": ("A recommendation for permanence", recommend),
    "withdraw": ("Withdraw the recommendation", withdraw),
    "correct": ("Correct the recommendation", correct),
    "close": ("The period of care has ended", close),
}

"""The course of the steps: when each was held, is booked, or is still to come."""

from __future__ import annotations

from datetime import date

from pace_tui.core.caseload import Scene
from pace_tui.core.clock import add_months, add_working_days
from pace_tui.core.record import Recommendation, Step
from pace_tui.sample import texts
from pace_tui.sample.draft import Draft, days, working
from pace_tui.sample.luck import Luck

# Days after accommodated within which a step is held, where it is held in time.
_IN_TIME = {
    "planning_review": (9, 14),
    "review_first": (34, 42),
    "legal_advice_asked": (42, 56),
    "information": (48, 70),
    "parenting_assessment": (88, 112),
    "legal_advice": (104, 126),
}
# The same for children whose plan drifts: the reviews are held, what they need comes late.
_DRIFTING = {
    "planning_review": (10, 14),
    "review_first": (36, 42),
    "legal_advice_asked": (52, 150),
    "information": (60, 180),
    "parenting_assessment": (100, 270),
    "legal_advice": (150, 290),
}
_MEETINGS = ("meeting_72h", "planning_review", "review_first", "review_second", "recommendation")
_LAST_DAYS = (150, 180)
_IN_DIARY = 21  # work that is no meeting gets its date about three weeks ahead


def in_time(luck: Luck, start: date, scene: Scene) -> dict[str, date]:
    """The days of the steps up to the second review, all within their limits."""
    found = _days(luck, start, _IN_TIME, scene)
    found["legal_advice"] = max(found["legal_advice"], found["legal_advice_asked"])
    return found


def drifting(luck: Luck, start: date, scene: Scene) -> dict[str, date]:
    """The days of the steps where legal advice, information or the assessment is late."""
    found = _days(luck, start, _DRIFTING, scene)
    asked = found["legal_advice_asked"]
    found["legal_advice"] = max(found["legal_advice"], asked + days(luck.between(42, 90)))
    if luck.chance(0.07):
        found["review_first"] = working(start + days(luck.between(45, 56)), scene)
    return found


def _days(
    luck: Luck, start: date, windows: dict[str, tuple[int, int]], scene: Scene
) -> dict[str, date]:
    held = {"meeting_72h": add_working_days(start, luck.between(1, 3), scene.pathway.holidays)}
    for key, (first, last) in windows.items():
        day = working(start + days(luck.between(first, last)), scene)
        # Over Christmas the last working day may lie before the start.
        held[key] = max(day, held["meeting_72h"])
    latest = add_months(held["review_first"], 3)
    held["review_second"] = working(latest - days(luck.between(0, 12)), scene)
    return held


def lay(luck: Luck, draft: Draft, held: dict[str, date], scene: Scene) -> None:
    """Record the steps as at the scene's day: what was held, and what stands in the diary."""
    for key, day in held.items():
        meeting = key in _MEETINGS
        if day <= scene.as_at:
            draft.put(Step(key, booked_on=day if meeting else None, done_on=day))
        elif meeting or ((day - scene.as_at).days <= _IN_DIARY and luck.chance(0.8)):
            draft.put(Step(key, booked_on=day, moved=int(luck.chance(0.1))))


def book_recommendation(luck: Luck, draft: Draft, scene: Scene) -> None:
    """The review that will recommend is in the diary, in time, once the plan is under way."""
    day = draft.start + days(luck.between(*_LAST_DAYS))
    ahead = max(day, scene.as_at + days(luck.between(1, 4)))
    if (scene.as_at - draft.start).days > 28 and luck.chance(0.8):
        draft.put(Step("recommendation", booked_on=working(ahead, scene)))


def delay(luck: Luck, draft: Draft, key: str, scene: Scene) -> None:
    """A step is not done: booked for the coming weeks or not, with the reason that was given."""
    booked = None
    if luck.chance(0.6):
        booked = working(scene.as_at + days(luck.between(4, 42)), scene)
    note = luck.pick(texts.STEP_NOTES[key]) if luck.chance(0.6) else ""
    moved = luck.weighted({0: 6, 1: 4, 2: 2, 3: 1})
    reason = luck.pick(texts.REASONS[key]) if luck.chance(0.75) else "not_recorded"
    draft.put(Step(key, booked_on=booked, moved=moved, note=note), reason)


def finish(
    luck: Luck, draft: Draft, held: dict[str, date], made: Recommendation, scene: Scene
) -> None:
    """Record the steps of a child who was recommended: each was held before, or not needed."""
    for key, day in held.items():
        if day <= made.recommended_on:
            draft.put(Step(key, done_on=day))
        elif key == "review_second":
            draft.put(Step(key, done_on=made.recommended_on))
        elif made.route in ("home", "kinship_order"):
            draft.put(Step(key, not_needed=True, note="Not needed for this route"))
        else:
            before = working(made.recommended_on - days(luck.between(1, 20)), scene)
            draft.put(Step(key, done_on=max(before, draft.start)))


def after(luck: Luck, draft: Draft, made: Recommendation, scene: Scene) -> None:
    """The panel, the decision and the court, as far as they have come by the scene's day."""
    if made.route not in ("permanence_order", "adoption"):
        return
    panel = working(made.recommended_on + days(luck.between(49, 84)), scene)
    if luck.chance(0.25):
        panel = working(made.recommended_on + days(luck.between(90, 150)), scene)
    decision = working(panel + days(luck.between(6, 14)), scene)
    lodged = working(decision + days(luck.between(60, 111)), scene)
    order = working(lodged + days(luck.between(80, 230)), scene)
    for key, day in (
        ("panel", panel),
        ("decision", decision),
        ("lodged", lodged),
        ("order", order),
    ):
        if day <= (draft.ended or scene.as_at):
            draft.put(Step(key, done_on=day))
        elif draft.ended is None:
            _ahead(luck, draft, key, day, scene)
            return


def _ahead(luck: Luck, draft: Draft, key: str, day: date, scene: Scene) -> None:
    """The next stage: in the diary where it is near, or where it is a panel."""
    if key == "panel" or (day - scene.as_at).days <= _IN_DIARY:
        reason = luck.pick(texts.REASONS["panel"]) if key == "panel" else ""
        late = (day - draft.recommendations[0].recommended_on).days > 84
        draft.put(Step(key, booked_on=day, moved=int(late)), reason if late else "")

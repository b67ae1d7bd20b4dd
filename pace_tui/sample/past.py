"""The children who have left: six years of recommendations, and ends without one.

The shape is that of the chart this program was asked for with: before PACE start wide and
slow, after it narrower and lower, step by step as the tests of change took hold.
"""

from __future__ import annotations

from datetime import date

from pace_tui.core.caseload import Scene
from pace_tui.core.record import Recommendation, Step
from pace_tui.sample import course, life
from pace_tui.sample.area import PACE_START
from pace_tui.sample.draft import Draft, days, working
from pace_tui.sample.luck import Luck
from pace_tui.sample.people import TEAM_OF, Names
from pace_tui.sample.present import meeting_for

_FIRST_DAY = date(2020, 11, 30)
_BEFORE = 98
_SINCE = 98
_LONGEST = (188, 187)
_LIVES = {"kinship": 38, "foster": 46, "residential_house": 12, "residential_school": 4}
_ROUTES = {"home": 26, "kinship_order": 30, "permanence_order": 26, "adoption": 18}
# Weeks from the recommendation to the end of the period, by route.
_LAG = {
    "home": (1, 12),
    "kinship_order": (8, 36),
    "permanence_order": (42, 72),
    "adoption": (46, 90),
}
_END = {
    "home": "went home",
    "kinship_order": "kinship care order",
    "permanence_order": "permanence order",
    "adoption": "adopted",
}
# Ends without a recommendation: how many, and after how many weeks.
_OTHER_ENDS = (
    ("went home", 34, (1, 20)),
    ("turned 18", 7, (40, 130)),
    ("moved to another council area", 6, (6, 60)),
)


class Past:
    """Draws the children whose period of care has ended."""

    def __init__(self, luck: Luck, scene: Scene, names: Names) -> None:
        self.luck = luck
        self.scene = scene
        self.names = names

    def recommended(self) -> list[Draft]:
        """The children who were recommended, from the first day of the record on."""
        luck = self.luck
        last = (self.scene.as_at - days(70)).toordinal()
        pace = PACE_START.toordinal()
        first = _FIRST_DAY.toordinal()
        before = [luck.between(first, pace - 1) for _ in range(_BEFORE)]
        since = [luck.between(pace + 3, last) for _ in range(_SINCE)]
        waits = [*_LONGEST, *(self._slow() for _ in before[2:])]
        waits += [self._quicker(on - pace) for on in since]
        drafts = [
            self._child(date.fromordinal(on), weeks)
            for on, weeks in zip([*before, *since], waits, strict=True)
        ]
        return self._families(drafts)

    def ended_otherwise(self) -> list[Draft]:
        """The children who left without a recommendation."""
        return [
            self._left(reason, self.luck.between(weeks[0] * 7, weeks[1] * 7))
            for reason, count, weeks in _OTHER_ENDS
            for _ in range(count)
        ]

    def _slow(self) -> int:
        """Weeks waited before PACE start: about 20 to 130, every year alike."""
        weeks = self.luck.around(64, 27)
        return round(weeks) if 19 <= weeks <= 131 else self.luck.between(22, 118)

    def _quicker(self, since: int) -> int:
        """Weeks waited so many days after PACE start; a long wait is cleared now and then."""
        if self.luck.chance(0.07):
            return self.luck.between(44, 88)
        middle, spread = (35, 8) if since < 240 else (29, 6) if since < 560 else (26, 4.5)
        return max(9, round(self.luck.around(middle, spread)))

    def _child(self, on: date, weeks: int) -> Draft:
        luck = self.luck
        on = working(on, self.scene)
        start = on - days(weeks * 7 + luck.between(0, 6))
        route, end = self._route_and_end(on)
        lives = luck.weighted(_LIVES) if route != "kinship_order" else "kinship"
        draft = self._begin(start, end, _END[route], "foster" if route == "adoption" else lives)
        if route == "adoption" and draft.age(on) > 8:
            draft.born = on - days(luck.between(300, 2600))
            draft.born = min(draft.born, start)
        draft.recommendations.append(Recommendation(on, route, meeting_for(luck)))
        self._steps(draft, on)
        return draft

    def _route_and_end(self, on: date) -> tuple[str, date]:
        """A route whose way to its end fits before today."""
        while True:
            route = self.luck.weighted(_ROUTES)
            end = on + days(self.luck.between(*(weeks * 7 for weeks in _LAG[route])))
            if end <= self.scene.as_at:
                return route, working(end, self.scene)

    def _begin(self, start: date, end: date, reason: str, lives_with: str) -> Draft:
        low, high = life.AGES[lives_with]
        age = self.luck.between(low * 12, high * 12)
        draft = Draft(self.names.new(), start - days(age * 30), start, end, reason)
        draft.homes = life.homes(self.luck, draft, lives_with, end)
        draft.legal = life.legal(self.luck, draft, end)
        worker = self.luck.pick(list(TEAM_OF))
        draft.allocations = life.allocations(self.luck, draft, worker, end)
        return draft

    def _steps(self, draft: Draft, on: date) -> None:
        """Before PACE start only the reviews were recorded; the process came with it."""
        made = draft.recommendations[0]
        held = course.in_time(self.luck, draft.start, self.scene)
        if on < PACE_START:
            held = {key: held[key] for key in ("review_first", "review_second")}
        course.finish(self.luck, draft, held, made, self.scene)
        course.after(self.luck, draft, made, self.scene)
        if "lodged" in draft.steps:
            draft.put(Step("order", done_on=draft.ended))

    def _left(self, reason: str, span: int) -> Draft:
        luck = self.luck
        latest = self.scene.as_at.toordinal() - 4
        end = date.fromordinal(luck.between(_FIRST_DAY.toordinal(), latest))
        start = end - days(span)
        draft = self._begin(start, end, reason, luck.weighted({"kinship": 5, "foster": 5}))
        if reason == "turned 18":
            draft.born = date(end.year - 18, end.month, min(end.day, 28))
        held = course.in_time(luck, start, self.scene)
        for key in ("meeting_72h", "planning_review", "review_first"):
            if held[key] < end and end > PACE_START:
                course.lay(luck, draft, {key: held[key]}, self.scene)
        return draft

    def _families(self, drafts: list[Draft]) -> list[Draft]:
        """Some of them were brothers and sisters, with the same dates: two dots in one place."""
        by_day = sorted(range(len(drafts)), key=lambda at: _made_on(drafts[at]))
        for nth, at in enumerate(by_day[5::16]):
            first = drafts[at]
            follower = by_day[by_day.index(at) + 1]
            drafts[follower] = self._sibling(first, f"Family {nth + 1}")
        return drafts

    def _sibling(self, first: Draft, group: str) -> Draft:
        first.group = group
        born = (first.born or first.start) - days(self.luck.between(400, 1200))
        name = self.names.new(first.name.split(" ")[1])
        draft = Draft(name, born, first.start, first.ended, first.end_reason, group=group)
        draft.homes, draft.legal = list(first.homes), list(first.legal)
        draft.allocations, draft.steps = list(first.allocations), dict(first.steps)
        draft.recommendations = list(first.recommendations)
        return draft


def _made_on(draft: Draft) -> tuple[date, str]:
    return draft.recommendations[0].recommended_on, draft.name

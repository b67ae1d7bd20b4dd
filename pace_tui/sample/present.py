"""The children who are accommodated now, each drawn until the core gives the wanted status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pace_tui.core.caseload import Scene
from pace_tui.core.record import Home, Recommendation
from pace_tui.sample import course, life
from pace_tui.sample.draft import Draft, days, working
from pace_tui.sample.luck import Luck
from pace_tui.sample.people import Names

# Days since accommodated within which children of a status are looked for.
_SPANS = {"overdue": (24, 178), "due_soon": (1, 180), "on_track": (15, 172)}
_DELAYED = ("information", "legal_advice_asked", "legal_advice", "parenting_assessment")
_NOT_HOME_BEFORE = 75  # days: a return home is tried after some months, not after days
_TRIES = 2000


class Present:
    """Draws the children of one caseload. `scene` is the day everything is worked out for."""

    def __init__(self, luck: Luck, scene: Scene, names: Names) -> None:
        self.luck = luck
        self.scene = scene
        self.names = names

    def waiting(self, worker: str, status: str, lives_with: str) -> Draft:
        """A child within the aim: overdue, due_soon or on_track."""

        def attempt() -> Draft:
            first, last = _SPANS[status]
            if lives_with == "home":
                first = max(first, _NOT_HOME_BEFORE)
            draft = self._begin(self.luck.between(first, last), lives_with)
            held = course.in_time(self.luck, draft.start, self.scene)
            late = self.luck.pick(_DELAYED) if status == "overdue" else ""
            held.pop(late, None)
            course.lay(self.luck, draft, held, self.scene)
            course.book_recommendation(self.luck, draft, self.scene)
            if late:
                course.delay(self.luck, draft, late, self.scene)
            return draft

        return self._complete(self._until(attempt, status, late=1), worker)

    def past_aim(self, worker: str, weeks: int, lives_with: str) -> Draft:
        """A child who has waited so many completed weeks, beyond the aim."""

        def attempt() -> Draft:
            draft = self._begin(weeks * 7 + self.luck.between(0, 6), lives_with)
            held = course.drifting(self.luck, draft.start, self.scene)
            late = [key for key in _DELAYED if held[key] > self.scene.as_at]
            for key in late:
                del held[key]
                course.delay(self.luck, draft, key, self.scene)
            course.lay(self.luck, draft, held, self.scene)
            course.delay(self.luck, draft, "recommendation", self.scene)
            return draft

        return self._complete(self._until(attempt, "past_aim", late=2), worker)

    def recommended(
        self, worker: str, status: str, lives_with: str, route: str = "", ago: int = 0
    ) -> Draft:
        """A child who was recommended and is still accommodated; `ago` in days."""

        def attempt() -> Draft:
            since = ago or self.luck.between(6, 400)
            weeks = min(46, max(11, round(self.luck.around(25, 5))))
            made_on = working(self.scene.as_at - days(since), self.scene)
            span = (self.scene.as_at - made_on).days + weeks * 7 + self.luck.between(0, 6)
            draft = self._begin(span, lives_with)
            chosen = route or route_for(self.luck, lives_with, draft.age(made_on))
            made = Recommendation(made_on, chosen, meeting_for(self.luck))
            draft.recommendations.append(made)
            held = course.in_time(self.luck, draft.start, self.scene)
            course.finish(self.luck, draft, held, made, self.scene)
            course.after(self.luck, draft, made, self.scene)
            return draft

        drawn = self._until(attempt, status, late=1, fits=self._still_here)
        return self._complete(drawn, worker)

    def sibling(self, first: Draft, *, apart_in: str = "") -> Draft:
        """A brother or sister who came into care on the same day, with the same meetings: in
        the same home, or `apart_in` another kind of home."""
        initial = first.name.split(" ")[1]
        draft = Draft(self.names.new(initial), self._born_near(first), first.start)
        draft.legal, draft.allocations = list(first.legal), list(first.allocations)
        draft.steps, draft.reasons = dict(first.steps), dict(first.reasons)
        draft.recommendations = list(first.recommendations)
        draft.homes = list(first.homes)
        if apart_in:
            place = life.place(self.luck, apart_in)
            draft.homes = [Home(apart_in, first.start, None, place)]
        return draft

    def _born_near(self, first: Draft) -> date:
        """One to three and a half years older or younger; under 17 and born before the start."""
        other = first.born or first.start
        apart = days(self.luck.between(400, 1300))
        older = self.luck.chance(0.6) or other + apart >= first.start
        return other - apart if older and first.age(self.scene.as_at) < 13 else other + apart

    def _begin(self, span: int, lives_with: str) -> Draft:
        as_at = self.scene.as_at
        start = as_at - days(span)
        low, high = life.AGES[lives_with]
        months = self.luck.between(low * 12 + 2, high * 12 + 10)
        born = as_at - days(round(months * 30.4375) + self.luck.between(0, 30))
        if born > start:
            born = start - days(self.luck.between(0, 40))
        draft = Draft("", born, start)
        draft.homes = life.homes(self.luck, draft, lives_with, as_at)
        return draft

    def _until(
        self,
        attempt: Callable[[], Draft],
        status: str,
        *,
        late: int,
        fits: Callable[[Draft], bool] = lambda _: True,
    ) -> Draft:
        """Draw again until the core agrees, with no more than `late` steps late."""
        for _ in range(_TRIES):
            draft = attempt()
            row = draft.row(self.scene)
            late_steps = sum(1 for each in row.warnings if each.rule == "step_late")
            if row.status == status and late_steps <= late and fits(draft):
                return draft
        raise RuntimeError(f"no child came out as {status}")

    def _still_here(self, draft: Draft) -> bool:
        """Not already granted an order, and not long due home."""
        made = draft.recommendations[0]
        long_ago = (self.scene.as_at - made.recommended_on).days > 200
        if made.route in ("home", "kinship_order") and long_ago:
            return False
        at_home = draft.homes[-1].lives_with == "home"
        if at_home and (self.scene.as_at - made.recommended_on).days > 85:
            return False
        order = draft.steps.get("order")
        return order is None or order.done_on is None

    def _complete(self, draft: Draft, worker: str) -> Draft:
        as_at = self.scene.as_at
        draft.name = self.names.new()
        draft.legal = life.legal(self.luck, draft, as_at)
        draft.allocations = life.allocations(self.luck, draft, worker, as_at)
        return draft


def route_for(luck: Luck, lives_with: str, years: int) -> str:
    """A route that fits where the child lives and how old the child is."""
    if lives_with == "home":
        return "home"
    if lives_with == "kinship":
        return luck.weighted({"kinship_order": 3, "permanence_order": 2})
    if lives_with == "prospective_adopters":
        return "adoption"
    if years < 6:
        return luck.weighted({"adoption": 3, "permanence_order": 2, "home": 1})
    return luck.weighted({"permanence_order": 4, "home": 1})


def meeting_for(luck: Luck) -> str:
    """Where the recommendation was made."""
    return luck.weighted({"looked after review": 3, "legal advice meeting": 1})

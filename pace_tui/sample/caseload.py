"""The whole caseload of today: every worker's children, families, and faults in the record."""

from __future__ import annotations

from typing import NamedTuple

from pace_tui.core.caseload import Scene
from pace_tui.core.record import Allocation, Recommendation
from pace_tui.sample import life, stories
from pace_tui.sample.draft import Draft, days
from pace_tui.sample.luck import Luck
from pace_tui.sample.people import CASELOADS, TEAMS, Names, Share
from pace_tui.sample.present import Present
from pace_tui.sample.telling import tell

# Completed weeks of those past the aim who are drawn; the stories and the brothers and
# sisters, who wait as long as the first of them, come on top.
_WAITS = (
    *(179, 152, 131, 118, 104, 97, 89, 83, 77, 70, 66, 62, 57, 54, 51, 47, 45, 43, 41, 39),
    *(38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 28, 27),
)
_STATUSES = ("past_aim", "overdue", "due_soon", "on_track", "recommended")
# Among the recommended, a few whose panel is late or near.
_RECOMMENDED = ("recommended",) * 4 + ("overdue",) + ("recommended",) * 2 + ("due_soon",)


# Homes of the children drawn one by one. With the stories and the families the shares are the
# national ones: kinship 34%, foster 32%, home 20%, residential 11%, prospective adopters 1%.
_HOMES = {
    "kinship": 29,
    "foster": 22,
    "home": 24,
    "residential_house": 8,
    "residential_school": 3,
    "prospective_adopters": 1,
    "community_other": 2,
}


class Family(NamedTuple):
    """Brothers and sisters of one worker and status: where the first lives, and for each of the
    others `""` where it is the same home, or the kind of home where the child lives apart."""

    worker: str
    status: str
    lives_with: str
    others: tuple[str, ...]


_FAMILIES = (
    Family("Aisha Khan", "on_track", "foster", ("",)),
    Family("Ben Stewart", "due_soon", "kinship", ("",)),
    Family("Chidi Okafor", "on_track", "kinship", ("", "foster")),
    Family("Dorota Nowak", "past_aim", "kinship", ("foster",)),
    Family("Fiona MacLeod", "past_aim", "foster", ("", "kinship")),
    Family("Hamish Reid", "due_soon", "foster", ("",)),
    Family("Isla Drummond", "recommended", "kinship", ("",)),
    Family("Jamil Hussain", "past_aim", "foster", ("",)),
)


class Caseload:
    """Draws everyone who is accommodated as at the scene's day."""

    def __init__(self, luck: Luck, scene: Scene, names: Names) -> None:
        self.luck = luck
        self.scene = scene
        self.draw = Present(luck, scene, names)
        self.waits = luck.shuffled(_WAITS)
        cards = [kind for kind, count in _HOMES.items() for _ in range(count)]
        self.homes = luck.shuffled(cards)
        self.panels = 0

    def children(self) -> list[Draft]:
        """Everyone: the stories first, then worker by worker."""
        found = [story(self.scene) for story in stories.TOLD]
        for share in CASELOADS:
            for status in _STATUSES:
                found += self._of(share, status)
        self._came_back(found)
        told_apart = [*self._two_routes(), self._not_home_yet(), self._not_allocated()]
        return [*found, *told_apart, *self._to_check()]

    def _home(self, status: str) -> str:
        """The next home that is believable for a child of this status."""
        for at, kind in enumerate(self.homes):
            if kind == "prospective_adopters" and status != "recommended":
                continue
            if kind == "community_other" and status != "past_aim":
                continue
            if kind == "home" and status == "panel":
                continue
            return self.homes.pop(at)
        return "foster"  # what is left fits nobody who is still to be drawn

    def _of(self, share: Share, status: str) -> list[Draft]:
        """A worker's children of one status, without those told elsewhere."""
        left = getattr(share, status) - _TOLD_ELSEWHERE.get((share.worker, status), 0)
        families = [f for f in _FAMILIES if (f.worker, f.status) == (share.worker, status)]
        found: list[Draft] = []
        for family in families:
            found += self._family(family)
        found += [self._child(share.worker, status) for _ in range(left - len(found))]
        return found

    def _child(self, worker: str, status: str, lives_with: str = "") -> Draft:
        if status == "past_aim":
            draft = self.draw.past_aim(worker, self.waits.pop(), lives_with or self._home(status))
        elif status == "recommended":
            self.panels += 1
            wanted = _RECOMMENDED[self.panels % len(_RECOMMENDED)]
            lives_with = lives_with or self._home(status if wanted == status else "panel")
            draft = self.draw.recommended(worker, wanted, lives_with)
        else:
            draft = self.draw.waiting(worker, status, lives_with or self._home(status))
        tell(self.luck, draft, self.scene, status)
        return draft

    def _family(self, family: Family) -> list[Draft]:
        found = [self._child(family.worker, family.status, family.lives_with)]
        first = found[0]
        first.group = f"Family {first.name.split(' ')[1]} of {family.worker.split(' ')[0]}"
        for apart_in in family.others:
            other = self.draw.sibling(first, apart_in=apart_in)
            other.group = first.group
            tell(self.luck, other, self.scene, family.status)
            found.append(other)
        return found

    def _two_routes(self) -> list[Draft]:
        """A sister and a brother in one home, recommended to different routes."""
        worker = "Grace Adeyemi"
        first = self.draw.recommended(worker, "recommended", "kinship", "kinship_order", ago=46)
        first.group = "Family of two routes"
        other = self.draw.sibling(first)
        other.group = first.group
        other.recommendations = [first.recommendations[0]._replace(route="permanence_order")]
        for draft in (first, other):
            tell(self.luck, draft, self.scene, "recommended")
        return [first, other]

    def _not_home_yet(self) -> Draft:
        """Recommended to go home sixteen weeks ago, and still with foster carers."""
        draft = self.draw.recommended("Jamil Hussain", "recommended", "foster", "home", ago=112)
        tell(self.luck, draft, self.scene, "recommended")
        return draft

    def _came_back(self, drafts: list[Draft]) -> None:
        """A few went home once before and came back into care: each time has its own clock."""
        for draft in drafts[9::24]:
            if not draft.group and draft.age(draft.start) >= 3:
                draft.earlier = [self._earlier(draft, 520, 210)]

    def _to_check(self) -> list[Draft]:
        """Children whose weeks cannot be trusted until a date is mended, each another fault."""
        moved_here = self._child("Chidi Okafor", "on_track", "residential_house")
        moved_here.start_known = False  # E15: came from another council, start not sent

        typed = self._child("Fiona MacLeod", "on_track", "foster")
        typed.born = typed.start + days(12)  # C3: born after accommodated

        carried_over = self._child("Isla Drummond", "due_soon", "kinship")
        carried_over.earlier = [self._earlier(carried_over, 420, 60)]
        before = carried_over.start - days(75)
        carried_over.recommendations = [Recommendation(before, "home", "looked after review")]  # R1

        twice = self._child("Jamil Hussain", "recommended", "foster")
        made = twice.recommendations[0]
        again = made._replace(recommended_on=made.recommended_on + days(14), route="home")
        twice.recommendations.append(again)  # R4: the first was never withdrawn

        still_open = self._child("Dorota Nowak", "on_track", "kinship")
        still_open.earlier = [self._earlier(still_open, 300, None)]  # E7
        return [moved_here, typed, carried_over, twice, still_open]

    def _earlier(self, draft: Draft, ago: int, ended_before: int | None) -> Draft:
        """A period of care before this one, as `ago` days before it; open for `None`."""
        start = draft.start - days(ago)
        end = None if ended_before is None else draft.start - days(ended_before)
        before = Draft(draft.name, draft.born, start, end, "went home" if end else "")
        before.homes = life.homes(self.luck, before, "foster", end or draft.start)
        before.legal = life.legal(self.luck, before, end or draft.start)
        before.allocations = [Allocation(*draft.allocations[-1][:2], start, end)]
        return before

    def _not_allocated(self) -> Draft:
        """A child who came into care this week: a team has been named, a worker not yet."""
        draft = self.draw.waiting("Hamish Reid", "due_soon", "foster")
        while (self.scene.as_at - draft.start).days > 5:
            draft = self.draw.waiting("Hamish Reid", "due_soon", "foster")
        draft.allocations = [Allocation(None, TEAMS[2], draft.start)]
        return draft


# Children of a worker and status who are told by hand or drawn apart.
_TOLD_ELSEWHERE = {
    ("Fiona MacLeod", "past_aim"): 1,
    ("Aisha Khan", "past_aim"): 1,
    ("Aisha Khan", "overdue"): 1,
    ("Aisha Khan", "due_soon"): 1,
    ("Grace Adeyemi", "recommended"): 2,
    ("Jamil Hussain", "recommended"): 1,
}

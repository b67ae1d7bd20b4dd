"""Where a child lives, on what legal basis, and with which worker, over a period of care."""

from __future__ import annotations

from datetime import date

from pace_tui.core.record import Allocation, Home, LegalBasis
from pace_tui.sample.draft import Draft, days
from pace_tui.sample.luck import Luck
from pace_tui.sample.people import TEAM_OF

_KIN = ("Gran", "Grandparents", "Aunt", "Aunt and uncle", "Older sister", "Family friends")
_RESIDENTIAL = ("Lochside House", "Rowan House", "Birch House")
_PLACES = {
    "kinship": _KIN,
    "residential_house": _RESIDENTIAL,
    "residential_school": ("Glenview School",),
    "prospective_adopters": ("Adopters 3",),
    "community_other": ("Supported lodgings", "Supported flat"),
    "home": ("Mum", "Mum and Dad", "Dad"),
}
# The ages at which each home is believable, in years.
AGES = {
    "kinship": (0, 14),
    "foster": (0, 13),
    "home": (1, 15),
    "residential_house": (11, 16),
    "residential_school": (12, 16),
    "prospective_adopters": (1, 3),
    "community_other": (16, 17),
}
_ENTRY_BASIS = {"s25": 42, "cpo": 22, "icso": 22, "cso": 14}
_CHANGES = {0: 62, 1: 30, 2: 8}
_CHANGES_LONG = {0: 3, 1: 4, 2: 3, 3: 2}


def place(luck: Luck, lives_with: str) -> str:
    """Which home of its kind, so that two can be told apart."""
    if lives_with == "foster":
        return f"Foster home {luck.between(1, 60)}"
    return luck.pick(_PLACES[lives_with])


def homes(luck: Luck, draft: Draft, lives_with: str, until: date) -> list[Home]:
    """The homes up to `until`, the last one as given; each begins the day the last ended."""
    span = (until - draft.start).days
    before = _moves(luck, span, lives_with)
    kinds = [_earlier(luck, draft, lives_with) for _ in range(before)] + [lives_with]
    since = [draft.start, *_dates(luck, draft.start, span, before, lives_with)]
    to = [*since[1:], draft.ended]
    return [
        Home(kind, start, end, place(luck, kind))
        for kind, start, end in zip(kinds, since, to, strict=True)
    ]


def _moves(luck: Luck, span: int, lives_with: str) -> int:
    """How often a child has moved: the longer the wait, the more often."""
    least = 1 if lives_with in ("home", "prospective_adopters") else 0
    if span < 84:
        return max(least, int(luck.chance(0.15)))
    most = 2 if span < 400 else 4
    return max(least, luck.weighted({0: 5, 1: 4, 2: 2, most: 1}))


def _earlier(luck: Luck, draft: Draft, lives_with: str) -> str:
    if draft.age(draft.start) >= 11 and luck.chance(0.4):
        return "residential_house"
    return "foster" if lives_with == "kinship" or luck.chance(0.6) else "kinship"


def _dates(luck: Luck, start: date, span: int, moves: int, lives_with: str) -> list[date]:
    """The days of the moves, spread over the period; a move home comes in its later half."""
    first = span // 2 if lives_with == "home" else 4
    width = max(1, (span - 10 - first) // max(1, moves))
    return [
        start + days(first + nth * width + luck.between(0, max(0, width - 8)))
        for nth in range(moves)
    ]


def legal(luck: Luck, draft: Draft, until: date) -> list[LegalBasis]:
    """The legal bases: a protection order lasts days, an interim one weeks, then a hearing's."""
    chain = {
        "cpo": [("cpo", 8), ("icso", luck.between(40, 66)), ("cso", 0)],
        "icso": [("icso", luck.between(44, 66)), ("cso", 0)],
        "s25": [("s25", luck.between(60, 400)), ("cso", 0)],
        "cso": [("cso", 0)],
    }[luck.weighted(_ENTRY_BASIS)]
    found = []
    since = draft.start
    for basis, length in chain:
        to = since + days(length) if length and since + days(length) < until else draft.ended
        found.append(LegalBasis(basis, since, to))
        if to is None or to == draft.ended:
            break
        since = to
    return found


def allocations(luck: Luck, draft: Draft, worker: str, until: date) -> list[Allocation]:
    """The workers one after another, the last one as given; colleagues of the same team first."""
    span = (until - draft.start).days
    changes = min(luck.weighted(_CHANGES_LONG if span > 500 else _CHANGES), span // 90)
    others = [each for each in luck.shuffled(list(TEAM_OF)) if each != worker]
    others.sort(key=lambda each: TEAM_OF[each] != TEAM_OF[worker])
    names = [*others[:changes], worker]
    since = [draft.start + days(span * nth // (changes + 1)) for nth in range(changes + 1)]
    to = [*since[1:], draft.ended]
    return [
        Allocation(name, TEAM_OF[name], start, end)
        for name, start, end in zip(names, since, to, strict=True)
    ]

"""The invented council area: its teams, its workers, who has which children, and names.

First names and an initial only, so that nobody takes a child of the sample for a real one.
"""

from __future__ import annotations

from typing import NamedTuple

from pace_tui.sample.luck import Luck

AREA = "Northbank"
TEAMS = ("Harbour team", "Riverside team", "Braeside team")


class Share(NamedTuple):
    """A worker's caseload: how many children wait past the aim, have a step late or due
    soon, are on track or recommended. Workers differ because families and teams do."""

    worker: str
    team: str
    past_aim: int
    overdue: int
    due_soon: int
    on_track: int
    recommended: int


CASELOADS = (
    Share("Aisha Khan", TEAMS[0], 1, 3, 2, 7, 1),
    Share("Ben Stewart", TEAMS[0], 2, 1, 3, 2, 3),
    Share("Chidi Okafor", TEAMS[0], 3, 0, 4, 4, 4),
    Share("Dorota Nowak", TEAMS[1], 6, 1, 2, 1, 3),
    Share("Euan Fraser", TEAMS[1], 4, 0, 2, 1, 2),
    Share("Fiona MacLeod", TEAMS[1], 9, 1, 2, 1, 3),
    Share("Grace Adeyemi", TEAMS[2], 4, 1, 2, 2, 3),
    Share("Hamish Reid", TEAMS[2], 1, 0, 2, 2, 1),
    Share("Isla Drummond", TEAMS[2], 4, 0, 2, 1, 2),
    Share("Jamil Hussain", TEAMS[2], 5, 0, 1, 1, 2),
)
TEAM_OF = {share.worker: share.team for share in CASELOADS}

_FIRST_NAMES = """
Ailsa Aidan Amelia Angus Arran Ava Blair Brodie Caitlin Callan Cameron Catriona Charlie Chloe
Connor Craig Daisy Daniel David Eilidh Ellie Emily Erin Evie Ewan Fergus Findlay Flora Fraser
Freya Gregor Hannah Harris Heather Holly Hope Innes Isabel Isla Ivy Jack Jodie Josh Kai Katie
Keira Kirsty Kyle Lachlan Layla Leah Lewis Lily Logan Lorna Lucas Lucy Mairi Maisie Malcolm
Mason Mhairi Millie Mirren Morven Murray Nathan Niamh Noah Nina Olivia Oscar Owen Poppy Rachel
Ramsay Reuben Rhona Robbie Rory Rosie Rowan Ruaridh Ruby Ryan Sadie Samuel Scott Shona Skye
Sophie Stuart Tavish Theo Thomas Tilly Una Violet Yasmin Zara Zofia Adam Amina Bilal Hamza Maja
"""
_INITIALS = "ABCDEFGHJKLMNPRSTW"


class Names:
    """Names in a mixed order; a first name returns only when all have been given."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._left: list[str] = []
        self._given: set[str] = set()

    def new(self, initial: str = "") -> str:
        """A name that nobody has yet, such as `Skye M`; brothers and sisters share `initial`."""
        while True:
            if not self._left:
                self._left = self._luck.shuffled(_FIRST_NAMES.split())
            name = f"{self._left.pop()} {initial or self._luck.pick(_INITIALS)}"
            if name not in self._given:
                self._given.add(name)
                return name

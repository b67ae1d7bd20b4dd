"""The codes of the contract and the words a person reads for them, in one place.

Words on screen are plain: where a child *lives*, brothers and sisters, home; the step is
late, never the child.
"""

from __future__ import annotations

LIVES_WITH = {
    "home": "At home",
    "kinship": "Kinship",
    "foster": "Foster",
    "prospective_adopters": "Prospective adopters",
    "community_other": "Other, in the community",
    "residential_house": "Residential house",
    "residential_school": "Residential school",
    "secure": "Secure house",
    "residential_other": "Other residential",
    "unknown": "Not known",
}
ROUTE = {
    "home": "Home",
    "kinship_order": "Kinship care order",
    "permanence_order": "Permanence order",
    "adoption": "Adoption",
}
LEGAL_BASIS = {
    "s25": "Section 25 (1995 Act)",
    "cso": "Compulsory supervision order",
    "icso": "Interim compulsory supervision order",
    "cpo": "Child protection order",
    "po": "Permanence order",
    "poa": "Permanence order with authority to adopt",
    "warrant": "Warrant",
    "other": "Other",
}

# How an element of permanence (physical, legal, emotional) was judged.
JUDGEMENT = {"settled": "settled", "partly": "on the way", "not_yet": "not yet"}

# Worst first: the order of the caseload, and the order in which the first that holds counts.
STATUSES = ("check", "past_aim", "overdue", "due_soon", "recommended", "on_track")
STATUS = {
    "check": "Check dates",
    "past_aim": "Past aim",
    "overdue": "Step late",
    "due_soon": "Due soon",
    "recommended": "Recommended",
    "on_track": "On track",
}
STATUS_COUNTED = {
    "check": "to check",
    "past_aim": "past the aim",
    "overdue": "with a step late",
    "due_soon": "due soon",
    "recommended": "recommended",
    "on_track": "on track",
}
# Which of the four groups of homes a bar's letter and pattern stand for.
HOME_GROUP = {
    "home": "home",
    "kinship": "kinship",
    "foster": "foster",
    "prospective_adopters": "adopters",
    "community_other": "other",
    "residential_house": "residential",
    "residential_school": "residential",
    "secure": "residential",
    "residential_other": "residential",
    "unknown": "other",
}
HOME_GROUPS = {
    "foster": "Foster",
    "kinship": "Kinship",
    "residential": "Residential",
    "home": "At home",
    "adopters": "Prospective adopters",
    "other": "Other or not known",
}


def lives_with(code: str | None) -> str:
    """The words for where a child lives; a code of another program is shown as it is."""
    return LIVES_WITH.get(code or "unknown", code or "Not known")


def route(code: str | None) -> str:
    """The words for a route to permanence."""
    return "" if code is None else ROUTE.get(code, code)


def legal_basis(code: str | None) -> str:
    """The words for a legal basis."""
    return "" if code is None else LEGAL_BASIS.get(code, code)


def printable(text: str) -> str:
    """The text on one line, with `�` for what a terminal would obey instead of showing."""
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() else " " if each.isspace() else "\ufffd" for each in text
    )

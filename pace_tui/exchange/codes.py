"""Codes as other people write them: the code itself, its words on screen, common synonyms."""

from __future__ import annotations

from collections.abc import Mapping

from pace_tui.core import words
from pace_tui.core.cleaning import fold, quoted
from pace_tui.exchange.dates import is_blank

_LIVES_WITH = {
    "home": "with parents, parents, parent, home with parents, own home, birth parents",
    "kinship": "kinship care, kinship carer, kinship carers, family and friends, relatives, "
    "friends or relatives, friends and relatives, with relatives, kin",
    "foster": "foster care, foster carer, foster carers, fostering, foster placement, "
    "foster family, foster home",
    "prospective_adopters": "prospective adopter, adopters, adoptive placement, adoptive family",
    "community_other": "other community, community, other in community",
    "residential_house": "residential, residential care, residential home, children's house, "
    "children's home, children's unit, residential unit",
    "residential_school": "school, residential special school",
    "secure": "secure care, secure accommodation, secure unit",
    "residential_other": "other residential accommodation",
    "unknown": "not known, not recorded",
}
_ROUTE = {
    "home": "return home, returned home, return to parents, rehabilitation, rehabilitation home, "
    "at home, remain at home, permanent return home, home with parents",
    "kinship_order": "kco, kinship, kinship care, kinship order, section 11, section 11 order, s11",
    "permanence_order": "po, permanence",
    "adoption": "adopt, adoption order, adoptive placement",
}
_LEGAL_BASIS = {
    "s25": "section 25, s 25, s.25, section 25 1995, voluntary, voluntary accommodation",
    "cso": "compulsory supervision order cso, supervision order",
    "icso": "interim cso, interim supervision order",
    "cpo": "child protection",
    "po": "permanence",
    "poa": "po with authority to adopt, permanence order with authority for adoption",
    "warrant": "sheriff's warrant",
    "other": "other legal basis",
}
_YES = frozenset({"yes", "y", "true", "1", "x", "notneeded"})
_NO = frozenset({"no", "n", "false", "0"})


def _known(codes: Mapping[str, str], synonyms: Mapping[str, str]) -> dict[str, str]:
    """Folded code, words or synonym -> code."""
    known = {fold(other): code for code, all_ in synonyms.items() for other in all_.split(",")}
    known |= {fold(said): code for code, said in codes.items()}
    return known | {fold(code): code for code in codes}


_CODES = {
    "lives_with": _known(words.LIVES_WITH, _LIVES_WITH),
    "route": _known(words.ROUTE, _ROUTE),
    "legal_basis": _known(words.LEGAL_BASIS, _LEGAL_BASIS),
}
_MEANS = {
    "lives_with": (words.LIVES_WITH, "kind of home"),
    "route": (words.ROUTE, "route"),
    "legal_basis": (words.LEGAL_BASIS, "legal basis"),
}


def read_code(column: str, text: str) -> str:
    """The code that a cell of `lives_with`, `route` or `legal_basis` names, by itself, by its
    words or by a common synonym. ValueError where it is none."""
    code = _CODES[column].get(fold(text))
    if code is None:
        codes, kind = _MEANS[column]
        raise ValueError(f"{quoted(text)} is not a {kind}; use one of {', '.join(codes)}")
    return code


def read_step(text: str, steps: Mapping[str, str]) -> str:
    """The key of the step that a cell names; `steps` is folded key or name -> key.

    ValueError where the file's pathway has no such step.
    """
    key = steps.get(fold(text))
    if key is None:
        raise ValueError(f"{quoted(text)} is not a step of this file's pathway")
    return key


def read_yes(text: str) -> bool:
    """Whether a cell says yes; blank is no. ValueError where it says neither yes nor no.

    A reason typed here is refused rather than taken for a yes: `not needed` stops a step from
    ever being late, so it has to be said plainly; the reason belongs in the note.
    """
    said = fold(text)
    if said in _YES:
        return True
    if said in _NO or is_blank(text):
        return False
    raise ValueError(f"{quoted(text)} is neither yes nor no")

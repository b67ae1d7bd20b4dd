"""The child's views, the elements of permanence as judged, and the notes of a period of care."""

from __future__ import annotations

from datetime import date

from pace_tui.core.caseload import Scene
from pace_tui.core.record import Judgement
from pace_tui.sample import texts
from pace_tui.sample.draft import Draft, Views, days, working
from pace_tui.sample.luck import Luck

_ELEMENTS = ("physical", "legal", "emotional")


def tell(luck: Luck, draft: Draft, scene: Scene, kind: str) -> None:
    """Fill in what people said and wrote up to the scene's day; `kind` as in `present`."""
    quiet = kind == "past_aim" and luck.chance(0.12)
    _views(luck, draft, scene, quiet)
    _notes(luck, draft, scene, kind, quiet)
    if kind != "overdue" or luck.chance(0.75):
        _judgements(luck, draft, scene)


def _back(
    luck: Luck, draft: Draft, scene: Scene, last: int, every: tuple[int, int], most: int
) -> list[date]:
    """Working days from `last` days ago backwards, a step of `every` days each, oldest first."""
    found: list[date] = []
    ago = last
    earliest = draft.start + days(3)
    while len(found) < most:
        day = working(scene.as_at - days(ago), scene)
        if day < earliest:
            break
        found.append(day)
        ago += luck.between(*every)
    return found[::-1]


def _views(luck: Luck, draft: Draft, scene: Scene, quiet: bool) -> None:
    last = luck.between(95, 150) if quiet else luck.between(3, 80)
    pool: list[str] = []
    for day in _back(luck, draft, scene, last, (50, 80), 3):
        stage = texts.stage(draft.age(day))
        if not pool:
            pool = luck.shuffled(texts.VIEWS[stage])
        said = pool.pop()
        if draft.group and stage != "baby" and luck.chance(0.3):
            said = luck.pick(texts.VIEWS_WITH_KIN)
        how = luck.pick(texts.VIEWS_HOW[stage])
        draft.views.append(Views(day, how, said.format(name=draft.first_name)))


def _notes(luck: Luck, draft: Draft, scene: Scene, kind: str, quiet: bool) -> None:
    last = luck.between(58, 90) if quiet else luck.between(1, 38)
    texts_of = {
        "past_aim": texts.NOTES_DRIFT + texts.NOTES_STEADY,
        "overdue": texts.NOTES_DRIFT,
        "recommended": texts.NOTES_RECOMMENDED,
    }.get(kind, texts.NOTES_STEADY)
    if (scene.as_at - draft.start).days < 60:
        texts_of = texts.NOTES_SETTLING
    made = draft.recommendations[0].recommended_on if draft.recommendations else None
    if made is None and draft.age(scene.as_at) >= 6:
        texts_of += texts.NOTES_AT_SCHOOL
    pool = luck.shuffled(texts_of)
    for day in _back(luck, draft, scene, last, (20, 45), 3):
        if made is None or day >= made:
            draft.notes.append((day, pool.pop().format(name=draft.first_name)))


def _judgements(luck: Luck, draft: Draft, scene: Scene) -> None:
    """The three elements are talked through at each looked after review."""
    for key in ("review_first", "review_second"):
        step = draft.steps.get(key)
        if step is None or step.done_on is None or step.done_on > scene.as_at:
            continue
        for element in _ELEMENTS:
            judgement = _judge(luck, draft, element, step.done_on)
            note = luck.pick(texts.JUDGED[judgement]) if luck.chance(0.35) else ""
            draft.judgements.append(Judgement(element, step.done_on, judgement, note))


def _judge(luck: Luck, draft: Draft, element: str, on: date) -> str:
    if element == "legal":
        return "partly" if luck.chance(0.3) else "not_yet"
    here = [home.from_on for home in draft.homes if home.from_on <= on][-1]
    settled = (on - here).days > 30
    return "settled" if settled and luck.chance(0.55) else "partly"

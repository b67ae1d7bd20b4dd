"""A few children told by hand, so that the first look at the sample shows what it is for."""

from __future__ import annotations

from datetime import date

from pace_tui.core.caseload import Scene
from pace_tui.core.record import Allocation, Home, Judgement, LegalBasis, Step
from pace_tui.sample.draft import Draft, Views, days
from pace_tui.sample.people import TEAM_OF

AISHA = "Aisha Khan"
FIONA = "Fiona MacLeod"


def jamie(scene: Scene) -> Draft:
    """The longest wait of all: 223 weeks, in a residential house."""
    draft = Draft("Jamie T", date(2011, 8, 19), scene.as_at - days(223 * 7))
    start = draft.start
    first_move, second_move = date(2023, 3, 17), date(2024, 8, 2)
    draft.homes = [
        Home("foster", start, first_move, "Foster home 8"),
        Home("foster", first_move, second_move, "Foster home 31"),
        Home("residential_house", second_move, None, "Lochside House"),
    ]
    draft.legal = [
        LegalBasis("s25", start, date(2022, 12, 6)),
        LegalBasis("cso", date(2022, 12, 6)),
    ]
    _team(draft, ("Euan Fraser", start), (FIONA, date(2024, 1, 15)))
    _done(
        draft,
        ("meeting_72h", 3),
        ("review_first", 40),
        ("review_second", 126),
        ("information", 160),
        ("parenting_assessment", 420),
        ("legal_advice_asked", 700),
        ("legal_advice", 815),
    )
    draft.put(Step("planning_review", not_needed=True, note="Not yet part of the pathway then"))
    draft.put(
        Step("recommendation", None, date(2026, 12, 10), moved=3, note="Jamie will chair part"),
        "kinship_late",
    )
    _tell_jamie(draft)
    return draft


def callum(scene: Scene) -> Draft:
    """41 weeks: legal advice came at week 22, the review that recommends is booked."""
    draft = Draft("Callum R", date(2019, 5, 2), scene.as_at - days(41 * 7))
    start = draft.start
    draft.homes = [Home("foster", start, None, "Foster home 12")]
    draft.legal = [
        LegalBasis("icso", start, date(2026, 4, 9)),
        LegalBasis("cso", date(2026, 4, 9)),
    ]
    _team(draft, (AISHA, start))
    _done(
        draft,
        ("meeting_72h", 3),
        ("planning_review", 13),
        ("review_first", 42),
        ("legal_advice_asked", 66),
        ("information", 70),
        ("parenting_assessment", 110),
        ("review_second", 133),
        ("legal_advice", 157),
    )
    draft.put(
        Step("recommendation", None, date(2026, 12, 3), moved=2, note="Waited for legal advice"),
        "legal_advice",
    )
    draft.views = [
        Views(
            date(2026, 10, 14),
            "Talk after school",
            "Likes the dog, the bunk bed and his teacher. Wants to see Nana more.",
        ),
    ]
    judged = date(2026, 6, 19)
    draft.judgements = [
        Judgement("physical", judged, "settled"),
        Judgement("legal", judged, "not_yet"),
        Judgement("emotional", judged, "partly", "Loves the dog; asks about Mum at bedtime"),
    ]
    draft.notes = [
        (date(2026, 9, 18), "Carers said they would like Callum to stay until he is grown up."),
        (
            date(2026, 11, 4),
            "Mum was told about the review on 3 December and will come with her support worker.",
        ),
    ]
    return draft


def orla(scene: Scene) -> Draft:
    """19 weeks with her aunt: legal advice is nine days late."""
    draft = Draft("Orla M", date(2023, 6, 27), scene.as_at - days(135))
    start = draft.start
    draft.homes = [Home("kinship", start, None, "Aunt")]
    draft.legal = [LegalBasis("s25", start)]
    _team(draft, (AISHA, start))
    _done(
        draft,
        ("meeting_72h", 2),
        ("planning_review", 14),
        ("review_first", 41),
        ("legal_advice_asked", 55),
        ("information", 69),
        ("parenting_assessment", 111),
        ("review_second", 132),
    )
    draft.put(Step("legal_advice", note="Written advice promised"), "legal_advice")
    draft.put(Step("recommendation", booked_on=date(2027, 1, 5)))
    draft.views = [
        Views(
            date(2026, 10, 29), "Drawing together", "Drew Auntie, the rabbit and a very large sun."
        )
    ]
    judged = date(2026, 11, 17)
    draft.judgements = [
        Judgement("physical", judged, "settled"),
        Judgement("legal", judged, "not_yet", "Aunt wants to apply"),
        Judgement("emotional", judged, "settled", "Goes to Auntie for comfort"),
    ]
    draft.notes = [(date(2026, 11, 18), "Rang the solicitor: written advice is with typing.")]
    return draft


def finn(scene: Scene) -> Draft:
    """A baby of eight months, five weeks in; the first review is on Tuesday."""
    draft = Draft("Finn D", date(2026, 3, 11), scene.as_at - days(38))
    start = draft.start
    draft.homes = [Home("foster", start, None, "Foster home 27")]
    draft.legal = [
        LegalBasis("cpo", start, date(2026, 10, 22)),
        LegalBasis("icso", date(2026, 10, 22)),
    ]
    _team(draft, (AISHA, start))
    _done(draft, ("meeting_72h", 2), ("planning_review", 13))
    draft.put(Step("review_first", booked_on=date(2026, 11, 24)))
    draft.put(Step("review_second", booked_on=date(2027, 2, 16)))
    draft.put(Step("recommendation", booked_on=date(2027, 4, 8)))
    draft.views = [
        Views(
            date(2026, 11, 11),
            "Watched together with the carer",
            "Finn turns to the carer's voice and settles in her arms.",
        )
    ]
    draft.notes = [
        (date(2026, 10, 28), "Health visitor met Finn; weight and sleep are good."),
        (date(2026, 11, 13), "Gran asked to be assessed. Kinship enquiries begin this week."),
    ]
    return draft


def _tell_jamie(draft: Draft) -> None:
    draft.views = [
        Views(
            date(2026, 6, 12),
            "Talk over lunch",
            "Wants to stay at Lochside House and finish S4 at the same school.",
        ),
        Views(
            date(2026, 10, 9),
            "Advocacy worker",
            "“Just tell me where I will be at Christmas next year. I would like it to be here.”",
        ),
    ]
    judged = date(2026, 10, 9)
    draft.judgements = [
        Judgement("physical", judged, "settled", "Two years in the house, own room"),
        Judgement("legal", judged, "not_yet", "Order discussed, never asked for"),
        Judgement("emotional", judged, "partly", "Close to two key workers and to Gran"),
    ]
    draft.notes = [
        (date(2026, 8, 21), "School starts well; Jamie chose music and physics."),
        (
            date(2026, 9, 25),
            "An uncle asked to be considered. Enquiries were quick and kind; he "
            "will be family, not carer.",
        ),
        (date(2026, 11, 6), "All reports are in. The review on 10 December can recommend."),
    ]


def _team(draft: Draft, *since: tuple[str, date]) -> None:
    """The workers from their first day on, each until the next one's."""
    ends = [day for _, day in since[1:]] + [None]
    draft.allocations = [
        Allocation(worker, TEAM_OF[worker], start, end)
        for (worker, start), end in zip(since, ends, strict=True)
    ]


def _done(draft: Draft, *held: tuple[str, int]) -> None:
    """Steps that were held so many days after the child came into care."""
    for key, after in held:
        day = draft.start + days(after)
        booked = day if key.startswith(("meeting", "planning", "review")) else None
        draft.put(Step(key, booked_on=booked, done_on=day))


TOLD = (jamie, callum, orla, finn)

"""What people wrote: notes, views and reasons, short and kind. `{name}` is the child."""

from __future__ import annotations

VIEWS_HOW = {
    "baby": ("Watched together with the carer", "Visit, play on the floor", "Carer's diary"),
    "young": ("Drawing together", "Play and talk at home", "Walk to the park"),
    "school": ("Talk after school", "Worksheet for the review", "Advocacy worker", "Walk"),
    "teen": ("Talk over lunch", "Message before the review", "Advocacy worker", "At the review"),
}
VIEWS = {
    "baby": (
        "{name} settles in the carer's arms and looks for her when she leaves the room.",
        "{name} sleeps well now and laughs at the dog.",
        "Calm and bright after family time; tired the day after.",
        "Reaches for the carer when strangers come near.",
    ),
    "young": (
        "{name} drew the house with everyone in it, Gran at the door.",
        "Likes nursery and the red bike. Asked when Mum is coming.",
        "Wants the night light on, and the same story as before.",
        "Said: “I want to stay where my toys are.”",
        "Misses the cat. Would like a photo of it by the bed.",
    ),
    "school": (
        "Likes school and football on Saturdays. Wants to know what happens after Christmas.",
        "{name} would like more family time with Dad, and not at the office.",
        "Wants to stay at the same school whatever is decided.",
        "Happy at home now. Worried that people will talk about it again.",
        "Would like somebody to explain what a hearing is.",
        "Asked to see Gran every week. Likes the new room.",
    ),
    "teen": (
        "{name} wants to be at the meeting and to speak first.",
        "Wants to finish school here. Does not mind which paper says so.",
        "Would like to cook more, and to see friends without asking twice.",
        "Says the plan has changed too often and wants one person to ask.",
        "Wants to talk about college and a place of their own, later.",
        "Feels listened to by the key worker. Less so at reviews.",
    ),
}
VIEWS_WITH_KIN = (
    "{name} wants the brothers and sisters to stay together.",
    "Best day: Saturday, with brothers and sisters at the beach.",
    "Asked when the next visit with brothers and sisters is.",
)

NOTES_SETTLING = (
    "Visit at home. {name} is settling, sleeps through most nights.",
    "Carer says mornings are easier now.",
    "Family time went well; both parents came on time.",
    "Health check done; everything is up to date.",
    "Introduced {name} to the advocacy worker.",
    "Life story book begun with photos from Gran.",
)
NOTES_STEADY = (
    "Visit at home. {name} showed the new room; all well.",
    "Talked with both parents about what would have to change, and by when.",
    "Family network meeting: an aunt and the grandparents offered weekends.",
    "Health visitor's report read with the carer.",
    "Talked with the carer about the long term; she would like {name} to stay.",
    "Dates up to the recommendation agreed with everyone.",
    "Parents' support worker joins the next visit.",
)
NOTES_DRIFT = (
    "Assessment is nearly complete; one session with Dad is outstanding.",
    "Rang legal services about the advice; promised for next week.",
    "A great-aunt in Fife has come forward; enquiries begun.",
    "Review moved because health could not come; new date asked for.",
    "New worker read the file and met {name} and the carer.",
    "Mum asks for more time; the parallel plan was talked through with her.",
    "Hearing continued for a further report. {name} told, in plain words.",
)
NOTES_AT_SCHOOL = (
    "School has a named person for {name} and a quiet place at lunch.",
    "Swimming on Thursdays has started; {name} is proud of it.",
    "Parents' evening: {name} reads well and has two good friends.",
)
NOTES_RECOMMENDED = (
    "{name} was told about the recommendation by someone who knows {name} well.",
    "Form and reports for panel shared out; dates agreed.",
    "Carer met the panel adviser and had her questions answered.",
    "Family told in person, with time for questions. Support offered.",
)

STEP_NOTES = {
    "information": (
        "Health in; school report promised",
        "Nursery report awaited, asked twice",
        "Health visitor changed; report follows",
    ),
    "legal_advice_asked": (
        "Form waits for the chronology",
        "Solicitor asks for the birth certificate first",
    ),
    "legal_advice": (
        "Written advice promised",
        "Second opinion asked about kinship",
        "Solicitor on leave; covered from next week",
    ),
    "parenting_assessment": (
        "Two sessions still to come",
        "Dad to be seen in Aberdeen",
        "Great-aunt included late",
    ),
    "recommendation": (
        "Waits for the legal advice",
        "Review date with everyone is hard to find",
        "Assessment of the great-aunt first",
    ),
}
REASONS = {
    "information": ("information", "child_health"),
    "legal_advice_asked": ("legal_advice", "staffing"),
    "legal_advice": ("legal_advice", "court"),
    "parenting_assessment": ("assessment", "parents", "kinship_late"),
    "recommendation": ("assessment", "legal_advice", "panel_date", "kinship_late", "court"),
    "panel": ("panel_date", "assessment"),
}
JUDGED = {
    "settled": ("Feels at home here", "Belongs here, and it shows", ""),
    "partly": ("Better each month", "Depends on the decision", ""),
    "not_yet": ("Order not yet sought", "Too early", ""),
}
WHY_APART = "Brothers and sisters in two homes: no carer had room for all. Visits every Saturday."


def stage(years: int) -> str:
    """Which words fit an age in years."""
    return "baby" if years < 2 else "young" if years < 6 else "school" if years < 12 else "teen"

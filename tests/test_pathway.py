"""When each step is due, which comes next, which is late; and the pathway as a file."""

import tomllib
from datetime import date, timedelta
from importlib import resources

import oracle
import pytest
from cases import AIM_DAY, PATHWAY, START, case, done, made, on, planned, step_of
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.pathway import Pathway, StepRule, live_recommendations
from pace_tui.core.record import Recommendation, Step
from pace_tui.core.warnings import THRESHOLDS
from pace_tui.exchange.pathway_file import PathwayError, parse, shipped

AFTER = ("panel", "decision", "lodged", "order")


def due(child, key, as_at=AIM_DAY):
    return step_of(child, key, as_at).due_on


# Due dates.


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("meeting_72h", "2026-05-28"),  # over a weekend and the Spring Bank Holiday
        ("planning_review", "2026-06-05"),
        ("review_first", "2026-07-03"),
        ("information", "2026-07-31"),
        ("legal_advice_asked", "2026-07-17"),
        ("parenting_assessment", "2026-09-11"),
        ("legal_advice", "2026-09-25"),
        ("review_second", "2026-10-03"),
        ("recommendation", "2026-11-20"),
    ],
)
def test_what_is_due_when_nothing_is_done_yet(key, day):
    assert date.fromisoformat(day) == due(case(), key)


def test_a_step_counts_from_its_anchors_due_date_until_that_is_done():
    assert due(case(), "review_second") == date(2026, 10, 3)
    early = case(steps=done(review_first=9))
    assert due(early, "review_second") == date(2026, 8, 31)
    late = case(steps=done(review_first=60))
    assert due(late, "review_second") == date(2026, 10, 21)


def test_an_anchor_done_after_the_day_is_not_done_yet():
    held = case(steps=done(review_first=60))
    assert due(held, "review_second", on(59)) == date(2026, 10, 3)
    assert due(held, "review_second", on(60)) == date(2026, 10, 21)
    assert step_of(held, "review_first", on(59)).done_on is None
    assert step_of(held, "review_first", on(60)).done_on == on(60)


def test_a_due_date_of_its_own_stands_and_moves_what_counts_from_it():
    child = case(steps=(Step("review_first", due_on=date(2026, 8, 31)),))
    assert due(child, "review_first") == date(2026, 8, 31)
    assert due(child, "review_second") == date(2026, 11, 30)


def test_a_due_date_of_its_own_gives_way_to_the_day_it_was_done():
    child = case(steps=(Step("review_first", due_on=date(2026, 8, 31), done_on=date(2026, 7, 1)),))
    assert due(child, "review_first") == date(2026, 8, 31)
    assert due(child, "review_second") == date(2026, 10, 1)


def test_what_counts_from_a_step_that_is_not_needed_counts_from_its_due_date():
    child = case(steps=(Step("review_first", not_needed=True),))
    assert due(child, "review_second") == date(2026, 10, 3)


def test_the_recommendation_is_due_with_the_main_aim():
    plan = planned(case(), AIM_DAY)
    step = next(each for each in plan.steps if each.rule.key == "recommendation")
    assert step.due_on == START + timedelta(26 * 7)


def test_without_a_start_there_is_no_plan():
    plan = planned(case(accommodated_on=None), AIM_DAY)
    assert (plan.steps, plan.next) == ((), None)


@given(st.dates(date(2000, 1, 1), date(2040, 6, 1)), st.integers(0, 200))
def test_every_due_date_is_the_second_readings(start, held):
    child = case(
        accommodated_on=start,
        steps=(Step("review_first", done_on=start + timedelta(held)),),
    )
    as_at = start + timedelta(200)
    holidays = frozenset(day.toordinal() for day in PATHWAY.holidays)
    for step in planned(child, as_at).steps:
        rule = oracle.PATHWAY[step.rule.key]
        assert rule is not None
        count, unit, anchor = rule
        origin = start + timedelta(held if anchor == "review_first" else 0)
        expected = oracle.later(origin.toordinal(), count, unit, holidays)
        assert step.due_on is not None
        assert step.due_on.toordinal() == expected


# Routes.


@pytest.mark.parametrize("route", ["permanence_order", "adoption"])
def test_the_way_to_court_follows_a_recommendation_of_its_routes(route):
    child = case(recommendations=made(180, route))
    keys = [step.rule.key for step in planned(child, on(180)).steps]
    assert tuple(keys[-4:]) == AFTER
    assert due(child, "panel", on(180)) == on(180 + 84)
    assert due(child, "decision", on(180)) == on(180 + 84 + 14)
    assert due(child, "lodged", on(180)) == on(180 + 84 + 14 + 112)
    assert due(child, "order", on(180)) is None


@pytest.mark.parametrize("route", ["home", "kinship_order", None])
def test_no_other_route_leads_to_court(route):
    child = case(recommendations=made(180, route))
    keys = {step.rule.key for step in planned(child, on(180)).steps}
    assert not keys & set(AFTER)


def test_nobody_is_on_the_way_to_court_before_the_recommendation():
    child = case(recommendations=made(180, "adoption"))
    assert not {step.rule.key for step in planned(child, on(179)).steps} & set(AFTER)


def test_the_steps_after_the_recommendation_count_from_the_one_before():
    child = case(
        recommendations=made(100, "adoption"),
        steps=(Step("panel", done_on=on(150)), Step("decision", done_on=on(155))),
    )
    assert due(child, "decision", on(160)) == on(164)
    assert due(child, "lodged", on(160)) == on(155 + 112)


def test_the_recommendation_is_done_on_its_day():
    child = case(recommendations=made(180))
    assert step_of(child, "recommendation", on(180)).done_on == on(180)
    assert step_of(child, "recommendation", on(179)).done_on is None


def test_a_recommendation_stands_until_the_day_it_is_withdrawn():
    child = case(recommendations=(Recommendation(on(10), "home", withdrawn_on=on(20)),))
    assert live_recommendations(child, on(9)) == []
    assert [each.recommended_on for each in live_recommendations(child, on(19))] == [on(10)]
    assert live_recommendations(child, on(20)) == []


# Late and next.


def test_due_today_is_not_late_and_the_day_after_is():
    assert step_of(case(), "review_first", on(42)).days_late == 0
    assert step_of(case(), "review_first", on(43)).days_late == 1


def test_what_is_done_or_not_needed_is_never_late():
    child = case(steps=(*done(review_first=90), Step("information", not_needed=True)))
    late = {step.rule.key for step in planned(child, on(150)).steps if step.days_late}
    assert not late & {"review_first", "information"}
    assert "meeting_72h" in late


def test_a_step_that_the_pathway_does_not_require_is_never_late_nor_next():
    rule = StepRule("extra", "Extra", amount=1, unit="days", required=False)
    loose = Pathway("loose", (rule,), THRESHOLDS)
    assert step_of(case(), "extra", on(50), loose).days_late == 0
    assert planned(case(), on(50), loose).next is None


def next_key(child, as_at, pathway=PATHWAY):
    step = planned(child, as_at, pathway).next
    return step and step.rule.key


def test_the_next_step_is_the_one_due_first_not_the_first_in_the_list():
    child = case(steps=done(meeting_72h=1, planning_review=10, review_first=40))
    assert next_key(child, on(45)) == "legal_advice_asked"


def test_of_two_steps_due_on_one_day_the_pathways_first_comes_next():
    day = on(60)
    for first, second in (("information", "parenting_assessment"), ("planning_review", "panel")):
        steps = (Step(second, due_on=day), Step(first, due_on=day))
        others = done(**{key: 1 for key in oracle.NAMES if key not in (first, second)})
        child = case(steps=(*others, *steps), recommendations=made(50, "adoption"))
        assert next_key(child, on(55)) == first


def test_what_is_done_is_next_no_more_nor_what_is_not_needed():
    child = case(steps=(Step("meeting_72h", not_needed=True), *done(planning_review=3)))
    assert next_key(child, on(5)) == "review_first"


def test_a_step_without_a_due_date_is_not_next_until_it_gets_one():
    steps = done(**dict.fromkeys(oracle.NAMES, 5) | {"order": 400})
    child = case(steps=steps, recommendations=made(5, "adoption"))
    assert planned(child, on(10)).next is None
    dated = case(
        steps=(*steps[:-1], Step("order", due_on=on(30))), recommendations=made(5, "adoption")
    )
    assert next_key(dated, on(10)) == "order"


def test_a_step_held_twice_counts_from_the_first_time():
    child = case(steps=done(review_first=40) + done(review_first=30))
    assert step_of(child, "review_first", on(50)).done_on == on(30)


# The pathway as a file.


def test_the_shipped_pathway_is_the_published_table():
    units = {"working_days": "working days"}
    for rule, (key, published) in zip(PATHWAY.steps, oracle.PATHWAY.items(), strict=True):
        assert (rule.key, rule.name) == (key, oracle.NAMES[key])
        if published is None:
            assert (rule.unit, rule.anchor) == ("no_limit", "lodged")
            continue
        amount, unit = (26, "weeks") if rule.unit == "aim" else (rule.amount, rule.unit)
        assert (amount, units.get(unit, unit), rule.anchor) == published
        assert rule.required
        assert rule.source
    routes = {rule.key: rule.routes for rule in PATHWAY.steps if rule.routes}
    assert routes == dict.fromkeys(AFTER, oracle.COURT_ROUTES)


def test_only_what_the_law_sets_is_called_statutory():
    statutory = {rule.key for rule in PATHWAY.steps if rule.basis == "statutory"}
    assert statutory == {"meeting_72h", "review_first", "review_second", "decision"}


def test_the_shipped_thresholds_and_reasons_are_the_published_ones():
    assert PATHWAY.thresholds == THRESHOLDS
    weeks = {"nothing_recorded": 8, "views_not_heard": 13, "home_not_happened": 13}
    weeks |= {"due_soon": 2, "not_booked": 2, "cannot_fit": 2, "elements_not_judged": 6}
    assert {key: THRESHOLDS[key] for key in weeks} == {
        key: number * 7 for key, number in weeks.items()
    }
    times = {"date_moved": 3, "homes_moved": 3, "homes_moved_soon": 2, "worker_changed": 3}
    assert {key: THRESHOLDS[key] for key in times} == times
    assert len(shipped().delay_reasons) == 10


def test_a_step_has_its_number_as_people_count():
    assert PATHWAY.position("meeting_72h") == 1
    assert PATHWAY.position("recommendation") == 9
    assert PATHWAY.position("dance") == 0


GOOD = """name = "Short"

[[step]]
key = "meet"
name = "Meeting"
amount = 3
unit = "working_days"

[[step]]
key = "after"
name = "After it"
anchor = "meet"
amount = 2

[warnings]
due_soon = 7
"""


def test_a_councils_own_pathway_is_read():
    pathway = parse(GOOD, "own.toml").pathway
    assert [(rule.key, rule.anchor, rule.amount, rule.unit) for rule in pathway.steps] == [
        ("meet", "accommodated", 3, "working_days"),
        ("after", "meet", 2, "weeks"),
    ]
    assert pathway.thresholds == {**THRESHOLDS, "due_soon": 7}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('anchor = "meet"', 'anchor = "later"', 9, "later"),
        ('anchor = "meet"', 'anchor = "after"', 9, "after"),
        ('key = "after"', 'key = "meet"', 9, "meet"),
        ('unit = "working_days"', 'unit = "fortnights"', 3, "fortnights"),
        ("amount = 2", "", 9, "amount"),
        ("amount = 2", "amount = -1", 9, "amount"),
        ("amount = 2", "amount = 2.5", 9, "amount"),
        ("amount = 2", "amount = true", 9, "amount"),
        ("amount = 2", "amuont = 2", 9, "amuont"),
        ('name = "After it"', "", 9, "name"),
        ('name = "After it"', 'name = " "', 9, "name"),
        ("due_soon = 7", "due_son = 7", 16, "due_son"),
        ("due_soon = 7", "due_soon = -7", 16, "due_soon"),
        ('name = "Short"', 'name = "Short"\ncolour = "red"', 2, "colour"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, line, said):
    assert old in GOOD
    with pytest.raises(PathwayError) as told:
        parse(GOOD.replace(old, new), "own.toml")
    assert str(told.value).startswith(f"own.toml, line {line}: ")
    assert said in str(told.value)


def test_what_is_no_toml_is_told_with_its_line():
    with pytest.raises(PathwayError, match=r"own\.toml cannot be read as TOML: .*line 4"):
        parse(GOOD.replace('key = "meet"', "key = meet"), "own.toml")


@pytest.mark.parametrize("text", ["", 'name = "No steps"', "step = 3", "step = []"])
def test_a_pathway_has_steps(text):
    with pytest.raises(PathwayError, match=r"own\.toml, line 1: "):
        parse(text, "own.toml")


@pytest.mark.parametrize(
    "text",
    [
        "step = [1]",
        "warnings = 3\n" + GOOD.partition("[warnings]")[0],
        'delay_reasons = "late"\n' + GOOD,
        GOOD.replace("amount = 2", 'amount = 2\nroutes = "adoption"'),
        GOOD.replace("amount = 2", "amount = 2\ntasks = 3"),
    ],
)
def test_values_of_the_wrong_kind_are_told_too(text):
    with pytest.raises(PathwayError, match=r"own\.toml, line \d+: "):
        parse(text, "own.toml")


def test_the_shipped_file_says_what_is_read_of_it():
    text = (resources.files("pace_tui") / "pathways" / "default.toml").read_text("utf-8")
    assert [each["key"] for each in tomllib.loads(text)["step"]] == list(oracle.NAMES)

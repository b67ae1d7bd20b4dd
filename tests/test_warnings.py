"""Each warning begins on its day and not one day before, and says the step, its age, its rule."""

import re
from datetime import date, timedelta

import pytest
from cases import AIM_DAY, NAME, PATHWAY, START, case, done, found, homes, look, made, on
from hypothesis import given
from hypothesis import strategies as st
from invented import ROUTES
from oracle import NAMES

from pace_tui.core import words
from pace_tui.core.record import Allocation, Home, Judgement, Kin, Recommendation, Step
from pace_tui.core.warnings import RULES, THRESHOLDS
from pace_tui.exchange.pathway_file import shipped

EARLY = done(meeting_72h=1, planning_review=10)
REVIEWED = done(review_first=40, review_second=100)


def booked(key, days):
    return (Step(key, booked_on=on(days)),)


# (rule, the child, the first day that it is told, what it counts that day).
BEGINS = {
    "past the aim": ("past_aim", case(), 183, 1),
    "a step is late": ("step_late", case(steps=EARLY), 43, 1),
    "due soon": ("due_soon", case(steps=EARLY), 28, 14),
    "due soon, not booked": ("not_booked", case(steps=EARLY), 28, 14),
    "cannot fit, all to come": ("cannot_fit", case(), 155, 1),
    "cannot fit, advice to come": ("cannot_fit", case(steps=REVIEWED), 169, 1),
    "cannot fit, reviews to come": ("cannot_fit", case(steps=done(legal_advice=99)), 169, 1),
    "nothing recorded": ("nothing_recorded", case(), 57, 57),
    "three moves in a year": ("homes_moved", case(homes=homes([0, 100, 200, 300])), 300, 3),
    "two moves in twelve weeks": ("homes_moved", case(homes=homes([0, 10, 94])), 94, 2),
    "views never heard": ("views_not_heard", case(), 92, 92),
    "views heard long ago": ("views_not_heard", case(views_heard=(on(20),)), 112, 92),
    "elements not judged": ("elements_not_judged", case(), 43, 1),
    "not home yet": ("home_not_happened", case(recommendations=made(100, "home")), 192, 92),
}  # fmt: skip


@pytest.mark.parametrize("name", BEGINS)
def test_a_warning_begins_on_its_day_and_not_one_day_before(name):
    rule, child, first, days = BEGINS[name]
    assert found(child, rule, on(first - 1)) == []
    assert [each.days for each in found(child, rule, on(first))] == [days]


# (rule, a child just beyond the limit, its age, a child just within it), whatever the day.
BEYOND = {
    "booked after its due date": (
        "booked_after_due", case(steps=booked("review_first", 43)), 1,
        case(steps=booked("review_first", 42)),
    ),
    "booked past the aim": (
        "booked_past_aim", case(steps=booked("legal_advice", 183)), 1,
        case(steps=booked("legal_advice", 182)),
    ),
    "first review held late": (
        "held_late", case(steps=done(review_first=43)), 1, case(steps=done(review_first=42)),
    ),
    "second review held late": (
        # Three months after 26 June is 26 September.
        "held_late", case(steps=done(review_first=35, review_second=128)), 1,
        case(steps=done(review_first=35, review_second=127)),
    ),
    "72-hour meeting held late": (
        # Three working days after Friday 22 May, with the bank holiday of 25 May.
        "held_late", case(steps=done(meeting_72h=7)), 1, case(steps=done(meeting_72h=6)),
    ),
    "date moved": (
        "date_moved", case(steps=(Step("legal_advice", moved=3),)), 3,
        case(steps=(Step("legal_advice", moved=2),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BEYOND)
def test_a_warning_is_told_beyond_its_limit_and_not_at_it(name):
    rule, beyond, days, within = BEYOND[name]
    assert [each.days for each in found(beyond, rule, on(140))] == [days]
    assert found(within, rule, on(140)) == []


def allocated(*workers, every=10):
    return case(
        allocations=tuple(
            Allocation(worker, "Northbank", on(at * every), on(at * every + every))
            for at, worker in enumerate(workers)
        )
    )


def test_three_changes_of_worker_are_told_from_the_day_of_the_third():
    child = allocated("A", "B", "A", "C")
    assert found(child, "worker_changed", on(29)) == []
    assert [each.days for each in found(child, "worker_changed", on(30))] == [3]


def test_a_change_of_team_or_a_time_with_nobody_is_no_change_of_worker():
    assert found(allocated("A", "A", "A", "A"), "worker_changed", on(100)) == []
    assert found(allocated("A", None, "A", None, "A"), "worker_changed", on(100)) == []
    assert found(allocated("A", None, "B", None, "C"), "worker_changed", on(100)) == []
    assert found(allocated("A", None, "B", "A", "B"), "worker_changed", on(100)) != []


def kin_case(route, other, place="house 1", kin_place="house 1"):
    kin = Kin("NB-2", "Yorick", "kinship", kin_place, START, other)
    home = Home("kinship", START, None, place)
    return case(recommendations=made(100, route), homes=(home,), kin=(kin,))


def test_brothers_and_sisters_in_one_home_with_different_routes():
    assert len(found(kin_case("home", "adoption"), "kin_routes", on(110))) == 1
    assert found(kin_case("home", "home"), "kin_routes", on(110)) == []
    assert found(kin_case("home", None), "kin_routes", on(110)) == []
    assert found(kin_case("home", "adoption", kin_place="house 2"), "kin_routes", on(110)) == []
    assert found(kin_case("home", "adoption"), "kin_routes", on(99)) == []


# What makes a warning silent.


def test_a_booked_step_is_told_as_due_soon_but_not_as_unbooked():
    child = case(steps=(*EARLY, *booked("review_first", 40)))
    assert len(found(child, "due_soon", on(30))) == 1
    assert found(child, "not_booked", on(30)) == []


def test_a_late_step_is_not_due_soon_nor_still_to_be_booked():
    child = case(steps=EARLY)
    near = {("due_soon", "review_first"), ("not_booked", "review_first")}
    assert near <= {(each.rule, each.step) for each in look(child, on(42)).row.warnings}
    assert not near & {(each.rule, each.step) for each in look(child, on(43)).row.warnings}


def test_once_recommended_nothing_is_told_of_the_wait():
    child = case(recommendations=made(181))
    told = {each.rule for each in look(child, on(300)).row.warnings}
    assert not told & {"past_aim", "cannot_fit", "booked_past_aim", "views_not_heard"}
    assert "elements_not_judged" not in told


def test_past_the_aim_it_is_no_longer_told_that_the_aim_cannot_be_met():
    assert found(case(), "cannot_fit", on(182)) != []
    assert found(case(), "cannot_fit", on(183)) == []
    child = case(steps=booked("legal_advice", 200))
    assert found(child, "booked_past_aim", on(182)) != []
    assert found(child, "booked_past_aim", on(183)) == []


def test_a_review_held_just_now_keeps_the_next_one_a_fortnight_off():
    child = case(steps=done(legal_advice=100, review_first=169))
    assert [each.days for each in found(child, "cannot_fit", on(169))] == [1]
    sooner = case(steps=done(legal_advice=100, review_first=168))
    assert found(sooner, "cannot_fit", on(168)) == []


def test_with_every_review_held_and_advice_in_the_recommendation_fits_on_the_last_day():
    child = case(steps=(*REVIEWED, *done(legal_advice=120)))
    assert found(child, "cannot_fit", AIM_DAY) == []


def test_a_meeting_whose_day_has_gone_by_is_not_the_next_one():
    child = case(steps=(*booked("information", 100), *booked("legal_advice", 190)))
    assert found(child, "booked_past_aim", on(100)) == []
    assert [each.step for each in found(child, "booked_past_aim", on(101))] == ["legal_advice"]


def test_moves_of_home_are_forgotten_after_their_time():
    soon = case(homes=homes([0, 10, 94]))
    assert found(soon, "homes_moved", on(95)) == []
    assert found(case(homes=homes([0, 10, 95])), "homes_moved", on(95)) == []
    year = case(homes=homes([0, 100, 200, 300]))
    last = date(on(100).year + 1, on(100).month, on(100).day)
    assert len(found(year, "homes_moved", last)) == 1
    assert found(year, "homes_moved", last + timedelta(1)) == []


def test_the_first_home_is_no_move():
    assert found(case(homes=homes([0])), "homes_moved", on(0)) == []
    assert found(case(homes=homes([0, 1])), "homes_moved", on(1)) == []


@pytest.mark.parametrize(
    "fact",
    [
        {"notes": ((on(40), "rang"),)},
        {"views_heard": (on(40),)},
        {"judgements": (Judgement("legal", on(40), "partly"),)},
        {"steps": done(review_first=40)},
        {"homes": homes([0, 40])},
        {"recommendations": made(40)},
    ],
    ids=lambda fact: next(iter(fact)),
)
def test_every_kind_of_fact_counts_as_something_recorded(fact):
    child = case(**fact)
    assert found(child, "nothing_recorded", on(40 + 56)) == []
    assert [each.days for each in found(child, "nothing_recorded", on(40 + 57))] == [57]


def test_what_is_recorded_of_later_days_does_not_count_yet():
    for rule, first, fact in (
        ("nothing_recorded", 70, {"notes": ((on(70), "rang"),)}),
        ("views_not_heard", 100, {"views_heard": (on(100),)}),
        ("elements_not_judged", 50, {"judgements": (Judgement("legal", on(50), "partly"),)}),
    ):
        assert found(case(**fact), rule, on(first - 1)) != []
        assert found(case(**fact), rule, on(first)) == []


def test_whoever_has_gone_home_has_gone_home_from_that_day():
    child = case(recommendations=made(10, "home"), ended_on=on(200))
    assert found(child, "home_not_happened", on(199)) != []
    assert found(child, "home_not_happened", on(200)) == []
    other = case(recommendations=made(10, "adoption"))
    assert found(other, "home_not_happened", on(199)) == []


def test_a_step_done_or_not_needed_has_no_date_to_warn_of():
    for step in (
        Step("legal_advice", booked_on=on(190), done_on=on(90), moved=9),
        Step("legal_advice", booked_on=on(190), not_needed=True, moved=9),
    ):
        told = look(case(steps=(step,)), on(140)).row.warnings
        assert "legal_advice" not in {each.step for each in told}


def test_the_thresholds_are_the_files_own():
    def tailored(**numbers):
        return PATHWAY._replace(thresholds={**PATHWAY.thresholds, **numbers})

    soon = tailored(due_soon=7, not_booked=3, nothing_recorded=10, elements_not_judged=70)
    child = case(steps=EARLY)
    for rule, first in (("due_soon", 35), ("not_booked", 39), ("nothing_recorded", 21)):
        assert found(child, rule, on(first - 1), soon) == []
        assert len(found(child, rule, on(first), soon)) == 1
    (told,) = found(child, "elements_not_judged", on(71), soon)
    assert told.text.endswith("since week 10")
    assert look(child, on(29), soon).row.status == "on_track"


def test_a_fault_of_the_clock_stands_alone():
    child = case(steps=booked("legal_advice", 190), ended_on=on(-1))
    assert [each.rule for each in look(child, on(300)).row.warnings] == ["E2"]


# The words.


def every_warning():
    children = [child for _, child, _, _ in BEGINS.values()]
    children += [child for _, child, _, _ in BEYOND.values()]
    children += [allocated("A", "B", "A", "C"), kin_case("home", "adoption")]
    children += [case(ended_on=on(-1)), case(accommodated_on=None), case(start_known=False)]
    children += [case(recommendations=made(-1)), case(recommendations=made(5) + made(9))]
    days = (0, 28, 30, 42, 43, 57, 94, 110, 140, 169, 182, 183, 192, 300, 500)
    return [each for child in children for at in days for each in look(child, on(at)).row.warnings]


def test_every_rule_and_every_threshold_is_tried_here():
    told = {each.rule for each in every_warning()}
    assert {rule.__name__ for rule in RULES} <= told
    # Two moves soon and three in a year are one rule with two thresholds.
    assert THRESHOLDS.keys() - told == {"homes_moved_soon"}
    assert len(THRESHOLDS) == 17


def test_a_warning_never_names_the_child_or_those_of_the_family():
    for each in every_warning():
        assert not re.search(r"Zuleika|Zephyr|Yorick|NB-", each.text)
    assert "Zuleika" in NAME


def test_a_warning_of_a_step_names_it():
    of_the_route = {"kin_routes", "home_not_happened"}
    steps = [each for each in every_warning() if each.step and each.rule not in of_the_route]
    assert len({each.rule for each in steps}) >= 9
    for each in steps:
        assert each.text.startswith(f"{NAMES[each.step]}: ")


def test_a_late_step_is_told_with_its_day_its_age_and_its_rule():
    (late,) = found(case(steps=EARLY), "step_late", on(56))
    assert late == (
        "step_late",
        "review_first",
        14,
        "First looked after review: due 3 Jul, 2 weeks late "
        "(reg 45(2)(a), SSI 2009/210, step 3)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "as_at", "text"),
    [
        ("past_aim", 190, "Permanence recommendation: 8 days past the aim of 26 weeks"),
        ("due_soon", 41, "First looked after review: due 3 Jul, in 1 day (reg 45(2)(a), "
            "SSI 2009/210, step 3)"),
        ("due_soon", 42, "First looked after review: due 3 Jul, today (reg 45(2)(a), "
            "SSI 2009/210, step 3)"),
        ("not_booked", 40, "First looked after review: due 3 Jul, not booked yet"),
        ("nothing_recorded", 70, "Nothing recorded for 8 weeks"),
        ("views_not_heard", 98, "The child's views: not yet recorded in 14 weeks"),
    ],
)  # fmt: skip
def test_the_words_of_a_warning(rule, as_at, text):
    assert text in [each.text for each in found(case(steps=EARLY), rule, on(as_at))]


UNKIND = re.compile(
    r"\bLAA?C\b|placement|\bcontact\b|sibling|abscond|challenging|\bunit\b"
    r"|behavior|center\b|color\b|organiz|recogniz|program\b",
    re.IGNORECASE,
)


def test_the_words_are_kind_and_british():
    said = [each.text for each in every_warning()]
    for rule in PATHWAY.steps:
        said += [rule.name, rule.source, *rule.tasks]
    said += shipped().delay_reasons.values()
    for table in (words.LIVES_WITH, words.ROUTE, words.LEGAL_BASIS, words.STATUS):
        said += table.values()
    assert [text for text in said if UNKIND.search(text)] == []
    assert UNKIND.search("a placement")


# Whatever is recorded.

STEPS = st.builds(
    Step,
    st.sampled_from(sorted(NAMES)),
    due_on=st.none() | st.integers(-30, 400).map(on),
    booked_on=st.none() | st.integers(-30, 400).map(on),
    done_on=st.none() | st.integers(-30, 400).map(on),
    not_needed=st.booleans(),
    moved=st.integers(0, 5),
)
MADE = st.builds(Recommendation, st.integers(-30, 400).map(on), st.sampled_from(ROUTES))
CHILDREN = st.builds(
    case,
    steps=st.lists(STEPS, max_size=8).map(tuple),
    recommendations=st.lists(MADE, max_size=2).map(tuple),
    homes=st.lists(st.integers(0, 400), max_size=5).map(lambda days: homes(sorted(days))),
)


@given(CHILDREN, st.integers(0, 500))
def test_the_late_steps_are_those_required_undone_and_due_before_the_day(child, at):
    seen = look(child, on(at))
    told = {(each.step, each.days) for each in seen.row.warnings if each.rule == "step_late"}
    late = {
        (step.rule.key, at - (step.due_on - START).days)
        for step in seen.plan.steps
        if step.done_on is None and not step.not_needed and step.due_on and step.due_on < on(at)
    }
    assert told == late or seen.row.status == "check"
    if seen.row.status in ("due_soon", "on_track", "recommended"):
        assert not late


@given(CHILDREN, st.integers(0, 500))
def test_what_happens_later_is_not_told_of_an_earlier_day(child, at):
    day = on(at)
    known = child._replace(
        steps=tuple(
            each._replace(done_on=None) if each.done_on and each.done_on > day else each
            for each in child.steps
        ),
        recommendations=tuple(r for r in child.recommendations if r.recommended_on <= day),
        homes=tuple(home for home in child.homes if home.from_on <= day),
    )
    assert look(known, day).row == look(child, day).row

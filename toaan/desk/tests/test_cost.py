"""No list and no page of a case asks the database more than twelve times, on the first visit after an act of the court."""

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.appeals.tests.thread import appealed
from toaan.demo import steps
from toaan.desk.tests.cost import dear

LISTS = {
    "thamphan": (
        "desk:home",
        "desk:waiting",
        "cases:deadline_list",
        "hearings:calendar",
        "desk:notifications",
    ),
    "thuky": ("desk:home", "cases:register", "filing:register", "delivery:desk", "books:shelf"),
    "chanhan": (
        "desk:home",
        "desk:waiting",
        "cases:handover_people",
        "cases:overdue",
        "cases:workload",
        "statistics:month",
        "statistics:leadership",
        "statistics:judges",
    ),
}
BOOKS = ("thu-ly", "quyet-dinh", "giao-nhan", "ban-an", "thong-bao")
OF_A_CASE = (
    "cases:overview", "cases:parties", "cases:assignment", "cases:deadlines", "hearings:case", "delivery:case",
    "dossiers:case", "course:case", "course:claims", "measures:case",
)  # fmt: skip
AFTER_THE_JUDGMENT = (
    "cases:overview", "judgments:case", "appeals:case", "cases:assignment", "delivery:case", "dossiers:case",
    "hearings:case",
)  # fmt: skip


@pytest.mark.usefixtures("steady_rules")
def test_twelve_statements_a_page(world, now, page):
    for n in range(2):
        steps.opened_case(world, now + timedelta(minutes=n))
    steps.assigned_case(world, now + timedelta(minutes=3))
    case = steps.mediated_case(world, now + timedelta(minutes=4))
    addresses = [(who, reverse(name)) for who, names in LISTS.items() for name in names]
    addresses += [("chanhan", reverse("cases:in_hand", args=[world.posts[steps.presiding(world, case)].pk]))]
    addresses += [("chanhan", reverse("cases:assignment", args=[case.pk]))]
    addresses += [("thuky", reverse("books:book", args=[key])) for key in BOOKS]
    judge = steps.presiding(world, case)
    addresses += [(who, reverse(name, args=[case.pk])) for who in (judge, "thuky") for name in OF_A_CASE]
    assert dear(page, addresses) == {}


@pytest.mark.usefixtures("steady_rules")
def test_twelve_statements_after_the_judgment(world, now, page):
    case = appealed(world, now).case
    who = ("thuky", steps.presiding(world, case), "chanhan")
    assert dear(page, [(w, reverse(name, args=[case.pk])) for w in who for name in AFTER_THE_JUDGMENT]) == {}
    assert dear(page, [("chanhan", reverse("books:book", args=[key])) for key in BOOKS]) == {}


@pytest.mark.usefixtures("steady_rules")
@pytest.mark.parametrize(
    "step",
    [steps.trial_decided_case, steps.opened_hearing, steps.pronounced_case, steps.proposed_case],
    ids=lambda s: s.__name__,
)
def test_twelve_statements_in_every_state(world, now, page, step):
    """What comes next is sought by many: each state of a case has finders of its own."""
    found = step(world, now)
    case = getattr(found, "case", found)
    who = ("thuky", steps.presiding(world, case), "chanhan")
    assert dear(page, [(w, reverse("cases:overview", args=[case.pk])) for w in who]) == {}

"""The tab and the plan of work in every kind of proceeding and at every turn: a page, flat in its statements, for who presides."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from toaan.assistant.suggesting.way import WAYS
from toaan.cases.models import Case
from toaan.core import clock
from toaan.demo import appeals, decision_appeals, foreign_steps, request_steps, steps, strike_steps, turns
from toaan.desk.tests.cost import dear

PAGES = ("case", "case_asked", "case_articles", "plan", "plan_print")


def case_of(found):
    return found if isinstance(found, Case) else found.case


def challenged_decision(world, now):
    """The court above looks at a discontinuance."""
    case = turns.discontinued_case(world, now)
    return decision_appeals.accepted(world, case.course_decisions.latest("issued_at"), now)


PROCEEDINGS = {
    "first_instance": steps.mediated_case, "simplified": turns.simplified_case, "second_instance": appeals.planned_case,
    "request": lambda world, now: request_steps.accepted(world, now, kind="27.1"), "decision_appeal": challenged_decision,
}  # fmt: skip
OTHERS = {
    "deliberating": steps.debated_case, "effective": steps.effective_case, "suspended": turns.suspended_case, "discontinued": turns.discontinued_case,
    "counterclaim": turns.counterclaimed_case, "simplified_trial": turns.simplified_trial, "second_judged": appeals.deliberating_case,
    "divorce": request_steps.accepted, "session": request_steps.session_set, "ruled": request_steps.ruled, "foreign": foreign_steps.session_set,
    "strike": strike_steps.session_set, "missing": lambda world, now: request_steps.accepted(world, now, kind="27.3"),
}  # fmt: skip


@pytest.mark.usefixtures("steady_rules")
@pytest.mark.parametrize("name", [*PROCEEDINGS, *OTHERS])
def test_a_page_of_twelve_statements_for_the_judge(world, page, now, name):
    clock.move_to(now)
    case = case_of((PROCEEDINGS | OTHERS)[name](world, now))
    case = Case.objects.get(pk=case.pk)
    if name in PROCEEDINGS:
        assert case.proceeding == name
    judge = case.assignments.get(role="presiding", ended_at=None).post.user.username
    assert dear(page, [(judge, reverse(f"assistant:{one}", args=[case.pk])) for one in PAGES]) == {}
    plan = page(judge).get(reverse("assistant:plan", args=[case.pk])).content.decode()
    days = re.findall(r"<td class=\"ta-num\">(\d\d/\d\d/\d{4})", plan)
    if case.state in {"suspended", "discontinued"}:
        assert not days and ("tạm đình chỉ" in plan or "không còn kế hoạch" in plan)
    elif case.state in {"preparing", "trial_set", "hearing", "deliberating"}:
        assert days and "dự kiến" in plan


@pytest.mark.parametrize("name", ["first_instance", "simplified", "request"])
def test_what_may_be_done_leads_to_pages_that_open(world, page, now, name):
    clock.move_to(now)
    case = case_of(PROCEEDINGS[name](world, now))
    judge = case.assignments.get(role="presiding", ended_at=None).post.user.username
    told = page(judge).get(reverse("assistant:case", args=[case.pk])).content.decode()
    told = told[told.index('id="h-goi"') :]
    addresses = {one for one in re.findall(r'href="([^"#?]+)', told) if f"/{case.pk}/" in one}
    assert len(addresses) > 4
    for address in addresses:
        assert page(judge).get(address).status_code == 200, address


def test_every_way_is_looked_at():
    assert set(PROCEEDINGS) | {"simplified_appeal", "request_appeal"} == set(WAYS)
